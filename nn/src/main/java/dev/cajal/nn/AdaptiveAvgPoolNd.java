package dev.cajal.nn;

import dev.cajal.tensor.Tensor;

/** Adaptive average pooling over one to three axes. */
abstract class AdaptiveAvgPoolNd extends AdaptivePoolNd {

  AdaptiveAvgPoolNd(int axes, long... output) {
    super(axes, output);
  }

  @Override
  protected final Tensor forward(Tensor x) {
    return x.adaptiveAvgPool(output(x));
  }
}
