package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * The image into which columns add up where their windows overlap, as {@code torch.nn.Fold}; see
 * {@link Tensor#fold}.
 *
 * <ul>
 *   <li>input [n, c · k · k, stops], output [n, c, height, width]
 * </ul>
 */
public final class Fold extends Module {
  private final long height;
  private final long width;
  private final Kernel kernel;
  private final Window window;

  /**
   * Creates the layer.
   *
   * @param height of the image
   * @param width of the image
   * @param kernel the window; its default stride is 1
   */
  public Fold(long height, long width, Kernel kernel) {
    this.height = height;
    this.width = width;
    this.kernel = kernel.over(2, "fold");
    this.window = this.kernel.window(List.of(1, 1));
  }

  @Override
  protected Tensor forward(Tensor x) {
    return x.fold(Shape.of(height, width), kernel.size(), window);
  }

  @Override
  public String toString() {
    return "Fold(" + height + "x" + width + ", " + kernel + ")";
  }
}
