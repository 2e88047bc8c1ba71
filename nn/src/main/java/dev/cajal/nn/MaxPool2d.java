package dev.cajal.nn;

import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;

/**
 * The largest value of each window of each channel, see {@link dev.cajal.op.MaxPool}. What the last
 * window leaves over is passed by, as is usual for pooling.
 *
 * <ul>
 *   <li>input [n, c, h, w], output [n, c, ⌊(h + 2·padding − k)/stride⌋ + 1, …]
 * </ul>
 */
public final class MaxPool2d extends Module {
  private final Kernel kernel;
  private final Window window;

  /** Creates a pooling of square windows side by side. */
  public MaxPool2d(int size) {
    this(Kernel.kernel(size));
  }

  /**
   * Creates a pooling.
   *
   * @param kernel the window; its default stride is its size
   */
  public MaxPool2d(Kernel kernel) {
    this.kernel = kernel.over(2, "maxpool2d");
    this.window = this.kernel.window(this.kernel.size());
  }

  @Override
  protected Tensor forward(Tensor x) {
    Axes.require(x, 2, "maxpool2d", path());
    return x.maxPool(kernel.size(), window);
  }

  @Override
  public String toString() {
    return "MaxPool2d(" + kernel + ")";
  }
}
