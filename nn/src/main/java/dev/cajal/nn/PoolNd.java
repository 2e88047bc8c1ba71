package dev.cajal.nn;

import dev.cajal.op.Window;
import dev.cajal.tensor.PaddingMode;
import dev.cajal.tensor.Tensor;
import java.util.Locale;

/** What poolings over one to three axes have in common: how their window moves. */
abstract class PoolNd extends Module {
  final int axes;
  final Kernel kernel;

  /** The window moves by its own size unless the kernel says otherwise. */
  PoolNd(int axes, Kernel kernel) {
    this.axes = axes;
    if (kernel.groups() != 1 || kernel.paddingMode() != PaddingMode.ZEROS) {
      throw new IllegalArgumentException(
          layer() + ": a pooling has neither groups nor a kind of padding, got " + kernel);
    }
    this.kernel = kernel.over(axes, layer());
  }

  final String layer() {
    return type().toLowerCase(Locale.ROOT);
  }

  /** Returns the window as the kernel has it, without what rounding up adds. */
  final Window window() {
    return kernel.window(kernel.size());
  }

  /** Returns the window over an input, which it checks. */
  final Window windowOver(Tensor x) {
    Axes.require(x, axes, layer(), path());
    return kernel.rest() == Kernel.Rest.CEIL ? window().ceil(kernel.size(), x.shape()) : window();
  }

  @Override
  public String toString() {
    return type() + "(" + kernel + ")";
  }
}
