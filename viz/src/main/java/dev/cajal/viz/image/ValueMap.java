package dev.cajal.viz.image;

import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import java.util.function.DoubleToIntFunction;

/**
 * Turns maps of numbers into pictures by one scale, so that maps can be compared. Where all numbers
 * are 0 or above, it goes from dark for 0 to light for the largest ({@link Ramp}); else from blue
 * over white for 0 to orange ({@link Diverging}).
 *
 * @param low the smallest number, at most 0
 * @param high the largest number, at least 0
 */
public record ValueMap(double low, double high) {

  /** Returns the scale of numbers; those that are not finite do not count. */
  public static ValueMap of(float... values) {
    double low = 0;
    double high = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return new ValueMap(low, high);
  }

  /** Returns the colour of a number as {@code 0xRRGGBB}; NaN is mid grey. */
  public int rgb(double value) {
    double extreme = Math.max(-low, high);
    double share = extreme == 0 ? value : value / extreme;
    DoubleToIntFunction colours = low < 0 ? Diverging::rgb : Ramp::rgb;
    return colours.applyAsInt(share);
  }

  /**
   * Returns a map as a picture, a pixel for each number.
   *
   * @param values holds the map, row by row
   * @param offset where it begins
   */
  public Picture picture(float[] values, int offset, int height, int width) {
    int[] pixels = new int[Math.multiplyExact(height, width)];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = rgb(values[offset + i]);
    }
    return Picture.of(width, height, pixels);
  }

  /** Says in words what the colours mean. */
  public String key() {
    return low < 0
        ? "blue is negative, white 0, orange positive; strongest colour: ±"
            + Numbers.significant(Math.max(-low, high))
        : "dark is 0, light is " + Numbers.significant(high);
  }
}
