package dev.cajal.nn;

import dev.cajal.tensor.Pooled;
import dev.cajal.tensor.Tensor;

/** Maximum pooling over one to three axes. */
abstract class MaxPoolNd extends PoolNd {

  MaxPoolNd(int axes, Kernel kernel) {
    super(axes, kernel);
  }

  @Override
  protected final Tensor forward(Tensor x) {
    return pooled(x).values();
  }

  /**
   * Pools, and tells where each maximum came from: PyTorch's {@code return_indices}.
   *
   * @param x the input, batch first
   */
  public final Pooled pooled(Tensor x) {
    return x.maxPooled(kernel.size(), windowOver(x));
  }
}
