package dev.cajal.nn;

import dev.cajal.op.Window;
import dev.cajal.tensor.PaddingMode;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;

/** Transposed convolution over one to three axes. */
abstract class ConvTransposeNd extends ConvBase {
  private final Window window;
  private final int[] outputPadding;

  ConvTransposeNd(int axes, long out, Kernel kernel, boolean bias, int... outputPadding) {
    super(axes, out, kernel, bias);
    if (kernel.paddingMode() != PaddingMode.ZEROS) {
      throw new IllegalArgumentException(
          layer() + ": padding crops the result here, so its mode can only be zeros");
    }
    this.window = window();
    this.outputPadding = outputPadding.clone();
  }

  @Override
  protected final Tensor forward(Tensor x) {
    Axes.require(x, axes, layer(), path());
    Axes.requireGroups(x, kernel.groups(), layer(), path());
    Tensor w = weight.at(x, kernels(x.dim(1), out / kernel.groups()));
    return withBias(x, x.convTranspose(w, window, outputPadding));
  }

  @Override
  public String toString() {
    String text = super.toString();
    return Arrays.stream(outputPadding).allMatch(p -> p == 0)
        ? text
        : text.substring(0, text.length() - 1)
            + ", output padding "
            + Kernel.one(Arrays.stream(outputPadding).boxed().toList())
            + ")";
  }
}
