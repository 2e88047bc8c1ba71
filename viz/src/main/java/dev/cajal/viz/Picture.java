package dev.cajal.viz;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/** A rectangle of pixels, opaque but for {@linkplain #veil veils}. Immutable. */
public final class Picture {
  private final int width;
  private final int height;
  private final int[] pixels;
  private final boolean veil;

  private Picture(int width, int height, int[] pixels, boolean veil) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
    this.veil = veil;
  }

  /**
   * A picture from packed pixels.
   *
   * @param width in pixels
   * @param height in pixels
   * @param rgb {@code 0xRRGGBB}, row by row, {@code width · height} long; copied
   * @throws IllegalArgumentException if a side is not positive or the length does not fit
   */
  public static Picture of(int width, int height, int[] rgb) {
    check(width, height, rgb.length, 1);
    int[] pixels = new int[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      pixels[i] = rgb[i] & 0xffffff;
    }
    return new Picture(width, height, pixels, false);
  }

  /**
   * A picture through which the page shows, so that it suits a light and a dark one.
   *
   * @param argb {@code 0xAARRGGBB}, row by row, {@code width · height} long; copied
   * @throws IllegalArgumentException if a side is not positive or the length does not fit
   */
  public static Picture veil(int width, int height, int[] argb) {
    check(width, height, argb.length, 1);
    return new Picture(width, height, argb.clone(), true);
  }

  /**
   * A picture from channel planes: {@code low} becomes 0, {@code high} becomes 255, in between
   * rounded, outside clamped, NaN 0.
   *
   * @param values {@code [channels, height, width]}, row by row
   * @param channels 1 for grey or 3 for red, green, blue
   * @throws IllegalArgumentException if sizes do not fit or {@code channels} is neither 1 nor 3
   */
  public static Picture ofPlanes(
      float[] values, int channels, int height, int width, float low, float high) {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "picture: has " + channels + " channels, 1 (grey) or 3 (RGB) can be shown");
    }
    check(width, height, values.length, channels);
    int plane = width * height;
    int[] pixels = new int[plane];
    for (int i = 0; i < plane; i++) {
      for (int shown = 0; shown < 3; shown++) {
        float value = values[channels == 1 ? i : shown * plane + i];
        pixels[i] = pixels[i] << 8 | level(value, low, high);
      }
    }
    return new Picture(width, height, pixels, false);
  }

  private static int level(float value, float low, float high) {
    return Math.clamp(Math.round(255 * ((value - low) / (high - low))), 0, 255);
  }

  private static void check(int width, int height, int length, int channels) {
    if (width <= 0 || height <= 0 || length != (long) width * height * channels) {
      throw new IllegalArgumentException(
          "picture: "
              + width
              + " x "
              + height
              + " pixels of "
              + channels
              + " values do not fit an array of length "
              + length);
    }
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /**
   * One pixel as {@code 0xRRGGBB}.
   *
   * @throws IndexOutOfBoundsException outside the picture
   */
  public int rgb(int x, int y) {
    return argb(x, y) & 0xffffff;
  }

  /** This picture with every pixel repeated {@code factor} times in both directions. */
  public Picture enlarged(int factor) {
    if (factor < 1) {
      throw new IllegalArgumentException("picture: factor is " + factor + ", must be 1 or more");
    }
    int w = Math.multiplyExact(width, factor);
    int h = Math.multiplyExact(height, factor);
    int[] large = new int[Math.multiplyExact(w, h)];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        large[y * w + x] = pixels[y / factor * width + x / factor];
      }
    }
    return new Picture(w, h, large, veil);
  }

  /** The picture as a PNG file. */
  public byte[] png() {
    return Pngs.encode(Pngs.image(this));
  }

  /** The picture as a {@code data:} address that pages embed. */
  public String dataUri() {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png());
  }

  /** One pixel as {@code 0xAARRGGBB}; only veils have an opacity. */
  int argb(int x, int y) {
    return pixels[Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width)];
  }

  boolean isVeil() {
    return veil;
  }

  boolean isGrey() {
    return Arrays.stream(pixels)
        .allMatch(p -> (p & 0xff) == (p >> 8 & 0xff) && (p & 0xff) == p >> 16);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Picture that
        && width == that.width
        && height == that.height
        && veil == that.veil
        && Arrays.equals(pixels, that.pixels);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(pixels);
  }

  @Override
  public String toString() {
    return "Picture[" + width + " x " + height + "]";
  }
}
