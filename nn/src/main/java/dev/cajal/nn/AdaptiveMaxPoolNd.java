package dev.cajal.nn;

import dev.cajal.tensor.Ordered;
import dev.cajal.tensor.Tensor;

/** Adaptive maximum pooling over one to three axes. */
abstract class AdaptiveMaxPoolNd extends AdaptivePoolNd {

  AdaptiveMaxPoolNd(int axes, long... output) {
    super(axes, output);
  }

  @Override
  protected final Tensor forward(Tensor x) {
    return pooled(x).values();
  }

  /**
   * Pools, and tells where in its plane, row-major, each maximum was: PyTorch's {@code
   * return_indices}.
   *
   * @param x the input, batch first
   */
  public final Ordered pooled(Tensor x) {
    return x.adaptiveMaxPooled(output(x));
  }
}
