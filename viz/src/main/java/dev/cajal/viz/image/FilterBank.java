package dev.cajal.viz.image;

import java.util.Objects;

/** The weights of a convolution as plain numbers, {@code [out, in, kH, kW]}. Immutable. */
public final class FilterBank {
  private final String path;
  private final int out;
  private final int in;
  private final int height;
  private final int width;
  private final float[] weights;
  private final float extreme;

  private FilterBank(String path, int out, int in, int height, int width, float[] weights) {
    this.path = path;
    this.out = out;
    this.in = in;
    this.height = height;
    this.width = width;
    this.weights = weights;
    this.extreme = extreme(weights);
  }

  /**
   * Copies weights.
   *
   * @param path of the parameter, such as {@code "conv1.weight"}
   * @param out filters
   * @param in channels that each filter reads
   * @param height of a filter
   * @param width of a filter
   * @param weights row by row, {@code out · in · height · width} long
   * @throws IllegalArgumentException if a size is not positive or the length does not fit
   */
  public static FilterBank of(
      String path, int out, int in, int height, int width, float[] weights) {
    boolean positive = out > 0 && in > 0 && height > 0 && width > 0;
    if (!positive || weights.length != (double) out * in * height * width) {
      throw new IllegalArgumentException(
          "filters of %s: shape [%d, %d, %d, %d] does not fit %d weights"
              .formatted(path, out, in, height, width, weights.length));
    }
    return new FilterBank(path, out, in, height, width, weights.clone());
  }

  /** Path of the parameter. */
  public String path() {
    return path;
  }

  /** Number of filters. */
  public int out() {
    return out;
  }

  /** Channels that each filter reads. */
  public int in() {
    return in;
  }

  /** Rows of a filter. */
  public int height() {
    return height;
  }

  /** Columns of a filter. */
  public int width() {
    return width;
  }

  /**
   * One weight.
   *
   * @throws IndexOutOfBoundsException outside the bank
   */
  public float weight(int filter, int channel, int y, int x) {
    Objects.checkIndex(filter, out);
    Objects.checkIndex(channel, in);
    Objects.checkIndex(y, height);
    Objects.checkIndex(x, width);
    return weights[((filter * in + channel) * height + y) * width + x];
  }

  /** The largest finite magnitude; 0 if there is none. */
  public float extreme() {
    return extreme;
  }

  private static float extreme(float[] weights) {
    float extreme = 0;
    for (float weight : weights) {
      if (Float.isFinite(weight)) {
        extreme = Math.max(extreme, Math.abs(weight));
      }
    }
    return extreme;
  }
}
