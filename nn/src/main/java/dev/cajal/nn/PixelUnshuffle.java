package dev.cajal.nn;

import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;

/**
 * Makes channels out of space, the inverse of {@link PixelShuffle}: y[n, (c·r + i)·r + j, h, w] =
 * x[n, c, h·r + i, w·r + j].
 *
 * <ul>
 *   <li>input [n, c, h·r, w·r], output [n, c·r², h, w]
 * </ul>
 */
public final class PixelUnshuffle extends Module {
  private final int factor;

  /**
   * Creates the layer.
   *
   * @param factor r, by which height and width shrink
   */
  public PixelUnshuffle(int factor) {
    if (factor < 1) {
      throw new IllegalArgumentException(
          "pixelunshuffle: factor " + factor + ", expected at least 1");
    }
    this.factor = factor;
  }

  @Override
  protected Tensor forward(Tensor x) {
    Axes.require(x, 2, "pixelunshuffle", path());
    if (x.dim(2) % factor != 0 || x.dim(3) % factor != 0) {
      throw new ShapeException(
              "height and width of input "
                  + x.shape()
                  + " are not multiples of "
                  + factor
                  + "; pad or crop it")
          .at("pixelunshuffle", path());
    }
    long n = x.dim(0);
    long height = x.dim(2) / factor;
    long width = x.dim(3) / factor;
    return x.reshape(n, x.dim(1), height, factor, width, factor)
        .permute(0, 1, 3, 5, 2, 4)
        .reshape(n, x.dim(1) * factor * factor, height, width);
  }

  @Override
  public String toString() {
    return "PixelUnshuffle(" + factor + ")";
  }
}
