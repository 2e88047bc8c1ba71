package dev.cajal.viz.image;

/**
 * Colours for values from small to large: from dark blue over teal to yellow, ever lighter, so that
 * the order survives any colour vision and a print in grey.
 */
public final class Ramp {
  private static final int[] STOPS = {0x1b1442, 0x25507f, 0x1f8a86, 0x6cbf57, 0xf6e34b};

  private Ramp() {}

  /**
   * The colour of a value.
   *
   * @param value 0 and below the darkest, 1 and above the lightest; NaN is mid grey
   * @return {@code 0xRRGGBB}
   */
  public static int rgb(double value) {
    return Double.isNaN(value) ? 0x808080 : Colours.between(STOPS, Math.clamp(value, 0, 1));
  }
}
