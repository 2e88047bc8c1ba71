package dev.cajal.nn;

import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;

/** Convolution over one to three axes. */
abstract class ConvNd extends ConvBase {
  private final Window window;

  ConvNd(int axes, long out, Kernel kernel, boolean bias) {
    super(axes, out, kernel, bias);
    window = window();
  }

  @Override
  protected final Tensor forward(Tensor x) {
    Axes.require(x, axes, layer(), path());
    Axes.requireGroups(x, kernel.groups(), layer(), path());
    kernel.refuseRest(window, x.shape(), layer(), path());
    Tensor w = weight.at(x, kernels(out, x.dim(1) / kernel.groups()));
    return withBias(x, convolved(x, w, kernel, window));
  }
}
