package dev.cajal.viz.image;

/**
 * Colours for signed values: blue below zero, white at zero, orange above, equally strong on both
 * sides and told apart by readers with any colour vision.
 */
public final class Diverging {
  private static final int[] BELOW = {0x083d77, 0x2f7fc1, 0xa9cfec, 0xffffff};
  private static final int[] ABOVE = {0xffffff, 0xfbcf9d, 0xdd7a1f, 0x7a3300};

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
    return clamped < 0 ? between(BELOW, 1 + clamped) : between(ABOVE, clamped);
  }

  private static int between(int[] stops, double share) {
    double place = share * (stops.length - 1);
    int from = Math.min((int) place, stops.length - 2);
    double part = place - from;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = stops[from] >> shift & 0xff;
      int b = stops[from + 1] >> shift & 0xff;
      rgb |= (int) Math.round(a + part * (b - a)) << shift;
    }
    return rgb;
  }
}
