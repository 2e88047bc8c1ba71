package dev.cajal.nn;

import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;

/**
 * The mean of each window of each channel, where padding counts as zeros. What the last window
 * leaves over is passed by, as is usual for pooling.
 *
 * <ul>
 *   <li>input [n, c, h, w], output [n, c, ⌊(h + 2·padding − k)/stride⌋ + 1, …]
 * </ul>
 */
public final class AvgPool2d extends Module {
  private final Kernel kernel;
  private final Window window;

  /** Creates a pooling of square windows side by side. */
  public AvgPool2d(int size) {
    this(Kernel.kernel(size));
  }

  /**
   * Creates a pooling.
   *
   * @param kernel the window; its default stride is its size
   */
  public AvgPool2d(Kernel kernel) {
    this.kernel = kernel.over(2, "avgpool2d");
    this.window = this.kernel.window(this.kernel.size());
  }

  @Override
  protected Tensor forward(Tensor x) {
    Axes.require(x, 2, "avgpool2d", path());
    return x.avgPool(kernel.size(), window);
  }

  @Override
  public String toString() {
    return "AvgPool2d(" + kernel + ")";
  }
}
