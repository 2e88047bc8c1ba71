package dev.cajal.nn;

import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * The windows of an image as columns, in the order of {@code torch.nn.Unfold}; see {@link
 * Tensor#unfold}.
 *
 * <ul>
 *   <li>input [n, c, h, w], output [n, c · k · k, stops]
 * </ul>
 */
public final class Unfold extends Module {
  private final Kernel kernel;
  private final Window window;

  /**
   * Creates the layer.
   *
   * @param kernel the window; its default stride is 1
   */
  public Unfold(Kernel kernel) {
    this.kernel = kernel.over(2, "unfold");
    this.window = this.kernel.window(List.of(1, 1));
  }

  @Override
  protected Tensor forward(Tensor x) {
    Axes.require(x, 2, "unfold", path());
    return x.unfold(kernel.size(), window);
  }

  @Override
  public String toString() {
    return "Unfold(" + kernel + ")";
  }
}
