package dev.cajal.testkit;

/**
 * How far a kernel may be from the exact result: {@code units} times half the spacing of numbers at
 * a scale. The scale of an element is either its own magnitude, but at least {@code floor}, or, for
 * sums of products, the same sum over the magnitudes of the operands: there rounding errors grow
 * with what was added, not with what is left.
 *
 * @param units how many roundings; 0 asks for equality
 * @param magnitudes whether the scale is the operation applied to the magnitudes of the operands
 * @param floor the least scale, for functions that cancel
 */
public record Tolerance(double units, boolean magnitudes, double floor) {
  /** Equality, for operations that only move, choose or compare. */
  public static final Tolerance EXACT = new Tolerance(0, false, 0);

  /** One correctly rounded operation. */
  public static final Tolerance ROUNDED = new Tolerance(1.001, false, 0);

  /** Returns a tolerance relative to the value itself. */
  public static Tolerance relative(double units) {
    return new Tolerance(units, false, 0);
  }

  /** Returns a tolerance relative to the value itself or to a floor, whichever is larger. */
  public static Tolerance relative(double units, double floor) {
    return new Tolerance(units, false, floor);
  }

  /** Returns the tolerance of a sum of so many products. */
  public static Tolerance sum(long length) {
    return new Tolerance(4 + 2 * Math.sqrt((double) length), true, 0);
  }
}
