package dev.cajal.tensor;

import java.util.Locale;

/**
 * How an image is resampled to another size, with the options and names of PyTorch. Places of the
 * result are mapped to coordinates of the source with scale s, the ratio of the sizes:
 *
 * <pre>
 * NEAREST                  the element at ⌊i·s⌋
 * NEAREST_EXACT            the element at ⌊(i + ½)·s⌋
 * LINEAR to TRILINEAR      the two neighbours of (i + ½)·s − ½ on each of one to three axes
 * BICUBIC                  the four neighbours of it, weighted by the cubic of Keys 1981, a = −¾
 * AREA                     the mean of the elements that the place covers
 * </pre>
 *
 * <pre>{@code
 * image.interpolate(Interpolation.bilinear(), 64, 64);
 * image.rescale(Interpolation.bicubic().alignCorners(), 2);
 * }</pre>
 *
 * @param mode the rule
 * @param alignsCorners whether the centres of the corner elements stay where they are, s = (n −
 *     1)/(out − 1) and the coordinate i·s, instead of the corners themselves; for the linear and
 *     cubic modes
 * @param recomputesScale whether a factor only decides the size of the result, and s is the ratio
 *     of the sizes; else s is one over the factor
 */
public record Interpolation(Mode mode, boolean alignsCorners, boolean recomputesScale) {

  /** The rules. */
  public enum Mode {
    /** The element to the left, as in most image libraries of old. */
    NEAREST,
    /** The element at the centre. */
    NEAREST_EXACT,
    /** Between two elements of a sequence. */
    LINEAR,
    /** Between four pixels of an image. */
    BILINEAR,
    /** Between eight elements of a volume. */
    TRILINEAR,
    /** A cubic through sixteen pixels of an image. */
    BICUBIC,
    /** The mean. */
    AREA
  }

  /** Checks that corners are aligned only where neighbours are weighted. */
  public Interpolation {
    if (alignsCorners
        && (mode == Mode.NEAREST || mode == Mode.NEAREST_EXACT || mode == Mode.AREA)) {
      throw new IllegalArgumentException(
          "interpolation: "
              + name(mode)
              + " cannot align corners; only linear, bilinear, trilinear and bicubic can");
    }
  }

  private static Interpolation of(Mode mode) {
    return new Interpolation(mode, false, false);
  }

  /** Returns the rule {@link Mode#NEAREST}. */
  public static Interpolation nearest() {
    return of(Mode.NEAREST);
  }

  /** Returns the rule {@link Mode#NEAREST_EXACT}. */
  public static Interpolation nearestExact() {
    return of(Mode.NEAREST_EXACT);
  }

  /** Returns the rule {@link Mode#LINEAR}. */
  public static Interpolation linear() {
    return of(Mode.LINEAR);
  }

  /** Returns the rule {@link Mode#BILINEAR}. */
  public static Interpolation bilinear() {
    return of(Mode.BILINEAR);
  }

  /** Returns the rule {@link Mode#TRILINEAR}. */
  public static Interpolation trilinear() {
    return of(Mode.TRILINEAR);
  }

  /** Returns the rule {@link Mode#BICUBIC}. */
  public static Interpolation bicubic() {
    return of(Mode.BICUBIC);
  }

  /** Returns the rule {@link Mode#AREA}. */
  public static Interpolation area() {
    return of(Mode.AREA);
  }

  /** Returns this rule leaving the centres of the corner elements where they are. */
  public Interpolation alignCorners() {
    return new Interpolation(mode, true, recomputesScale);
  }

  /** Returns this rule taking the scale from the sizes, even where a factor is given. */
  public Interpolation recomputeScale() {
    return new Interpolation(mode, alignsCorners, true);
  }

  private static String name(Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns for instance {@code bilinear, aligned corners}. */
  @Override
  public String toString() {
    return name(mode) + (alignsCorners ? ", aligned corners" : "");
  }
}
