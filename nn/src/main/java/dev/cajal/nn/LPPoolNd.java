package dev.cajal.nn;

import dev.cajal.tensor.Tensor;

/** Power-average pooling over one to three axes. */
abstract class LPPoolNd extends PoolNd {
  private final double normType;

  LPPoolNd(int axes, double normType, Kernel kernel) {
    super(axes, kernel);
    this.normType = Powers.checked(layer(), normType);
  }

  @Override
  protected final Tensor forward(Tensor x) {
    Tensor means = AvgPoolNd.means(Powers.of(x, normType), windowOver(x), this);
    double volume = kernel.size().stream().reduce(1, Math::multiplyExact);
    return Powers.root(means.mul(volume), normType);
  }

  @Override
  public String toString() {
    return type() + "(" + normType + ", " + kernel + ")";
  }
}
