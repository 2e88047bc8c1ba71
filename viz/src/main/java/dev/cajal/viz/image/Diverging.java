package dev.cajal.viz.image;

/**
 * Colours for signed values: blue below zero, white at zero, orange above, equally strong on both
 * sides and told apart by readers with any colour vision.
 */
public final class Diverging {
  private static final int[] BELOW = {0x083d77, 0x2f7fc1, 0xa9cfec, 0xffffff};
  private static final int[] ABOVE = {0xffffff, 0xfbcf9d, 0xdd7a1f, 0x7a3300};
  private static final double VEIL = 0.36 * 255;

  private Diverging() {}

  /**
   * The colour of a value.
   *
   * @param value at −1 and below the strongest blue, at 1 and above the strongest orange; NaN is
   *     mid grey, which no number has
   * @return {@code 0xRRGGBB}
   */
  public static int rgb(double value) {
    if (Double.isNaN(value)) {
      return 0x808080;
    }
    double clamped = Math.clamp(value, -1, 1);
    return clamped < 0 ? Colours.between(BELOW, 1 + clamped) : Colours.between(ABOVE, clamped);
  }

  /**
   * The colour of a value as a veil over a light or a dark page, which shows where the value is 0.
   *
   * @param value at −1 blue, at 1 orange, and as opaque as a veil becomes; NaN is mid grey
   * @return {@code 0xAARRGGBB}
   */
  public static int veil(double value) {
    double strength = Double.isNaN(value) ? 1 : Math.min(1, Math.abs(value));
    int rgb = Double.isNaN(value) ? 0x808080 : value < 0 ? BELOW[1] : ABOVE[2];
    return (int) Math.round(VEIL * strength) << 24 | rgb;
  }
}
