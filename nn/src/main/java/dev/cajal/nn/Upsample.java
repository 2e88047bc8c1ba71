package dev.cajal.nn;

import dev.cajal.tensor.Interpolation;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Resamples the spatial axes, to a larger or smaller size; see {@link Interpolation} for the rules.
 *
 * <ul>
 *   <li>input [n, c, spatial…], output [n, c, ⌊spatial · factor⌋…] or of the given size
 * </ul>
 *
 * <pre>{@code
 * new Upsample(2); // nearest neighbours
 * new Upsample(Interpolation.bilinear().alignCorners(), 2);
 * Upsample.to(Interpolation.bicubic(), 64, 64);
 * }</pre>
 */
public final class Upsample extends Module {
  private final Interpolation how;
  private final long[] size;
  private final double[] factors;

  /**
   * Creates a layer that repeats the nearest elements.
   *
   * @param factors one number for all axes, or one for each
   */
  public Upsample(double... factors) {
    this(Interpolation.nearest(), factors);
  }

  /**
   * Creates a layer.
   *
   * @param how the rule
   * @param factors one number for all axes, or one for each
   */
  public Upsample(Interpolation how, double... factors) {
    this(how, new long[0], factors);
    if (factors.length == 0 || Arrays.stream(factors).anyMatch(f -> !(f > 0))) {
      throw new IllegalArgumentException(
          "upsample: factors " + Arrays.toString(factors) + ", expected numbers above 0");
    }
  }

  private Upsample(Interpolation how, long[] size, double[] factors) {
    this.how = how;
    this.size = size.clone();
    this.factors = factors.clone();
  }

  /**
   * Returns a layer whose result has a given size.
   *
   * @param how the rule
   * @param size one number for all axes, or one for each
   */
  public static Upsample to(Interpolation how, long... size) {
    if (size.length == 0 || Arrays.stream(size).anyMatch(s -> s < 1)) {
      throw new IllegalArgumentException(
          "upsample: size " + Arrays.toString(size) + ", expected numbers of at least 1");
    }
    return new Upsample(how, size, new double[0]);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return size.length > 0 ? x.interpolate(how, size) : x.rescale(how, factors);
  }

  @Override
  public String toString() {
    String target =
        size.length > 0
            ? Arrays.stream(size).mapToObj(String::valueOf).collect(Collectors.joining("x"))
            : "×"
                + Arrays.stream(factors).mapToObj(String::valueOf).collect(Collectors.joining("×"));
    return "Upsample(" + target + ", " + how + ")";
  }
}
