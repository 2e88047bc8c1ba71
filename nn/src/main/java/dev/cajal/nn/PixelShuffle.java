package dev.cajal.nn;

import dev.cajal.tensor.Tensor;

/**
 * Makes space out of channels, y[n, c, h·r + i, w·r + j] = x[n, (c·r + i)·r + j, h, w]: a
 * convolution before it computes all pixels of a finer image at once (Shi et al. 2016).
 *
 * <ul>
 *   <li>input [n, c·r², h, w], output [n, c, h·r, w·r]
 * </ul>
 */
public final class PixelShuffle extends Module {
  private final int factor;

  /**
   * Creates the layer.
   *
   * @param factor r, by which height and width grow
   */
  public PixelShuffle(int factor) {
    if (factor < 1) {
      throw new IllegalArgumentException(
          "pixelshuffle: factor " + factor + ", expected at least 1");
    }
    this.factor = factor;
  }

  @Override
  protected Tensor forward(Tensor x) {
    Axes.require(x, 2, "pixelshuffle", path());
    Axes.requireGroups(x, factor * factor, "pixelshuffle", path());
    long n = x.dim(0);
    long channels = x.dim(1) / ((long) factor * factor);
    return x.reshape(n, channels, factor, factor, x.dim(2), x.dim(3))
        .permute(0, 1, 4, 2, 5, 3)
        .reshape(n, channels, x.dim(2) * factor, x.dim(3) * factor);
  }

  @Override
  public String toString() {
    return "PixelShuffle(" + factor + ")";
  }
}
