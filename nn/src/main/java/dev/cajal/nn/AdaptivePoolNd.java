package dev.cajal.nn;

import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;

/** Poolings over one to three axes that are told the size of their output. */
abstract class AdaptivePoolNd extends Module {
  private final int axes;
  private final long[] output;

  AdaptivePoolNd(int axes, long... output) {
    this.axes = axes;
    this.output = output.clone();
    boolean fits = output.length == 1 || output.length == axes;
    if (!fits || Arrays.stream(output).anyMatch(o -> o < -1 || o == 0)) {
      throw new IllegalArgumentException(
          layer()
              + ": output "
              + Arrays.toString(output)
              + ", expected one size for all axes or "
              + axes
              + ", each at least 1, or -1 to keep that of the input");
    }
  }

  private String layer() {
    return type().toLowerCase(Locale.ROOT);
  }

  /** Checks an input and returns the size of its output. */
  final long[] output(Tensor x) {
    Axes.require(x, axes, layer(), path());
    return output.clone();
  }

  @Override
  public String toString() {
    String sizes = Arrays.toString(output);
    return type() + "(" + sizes.substring(1, sizes.length() - 1) + ")";
  }
}
