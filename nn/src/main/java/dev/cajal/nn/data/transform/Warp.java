package dev.cajal.nn.data.transform;

/** Moves pixels: each pixel of the result is looked up at some place of the source. */
final class Warp {
  private Warp() {}

  /**
   * Returns the value of a plane between its pixels: the bilinear mean of the four around (x, y),
   * with 0 outside of the image.
   */
  static float bilinear(float[] plane, int offset, ImageSize size, float x, float y) {
    int left = floor(x);
    int top = floor(y);
    float right = x - left;
    float below = y - top;
    int width = size.width();
    if (left >= 0 && top >= 0 && left < width - 1 && top < size.height() - 1) {
      int at = offset + top * width + left;
      float upper = plane[at] + right * (plane[at + 1] - plane[at]);
      float lower = plane[at + width] + right * (plane[at + width + 1] - plane[at + width]);
      return upper + below * (lower - upper);
    }
    float upper =
        (1 - right) * pixel(plane, offset, size, left, top)
            + right * pixel(plane, offset, size, left + 1, top);
    float lower =
        (1 - right) * pixel(plane, offset, size, left, top + 1)
            + right * pixel(plane, offset, size, left + 1, top + 1);
    return upper + below * (lower - upper);
  }

  private static int floor(float value) {
    int whole = (int) value;
    return value < whole ? whole - 1 : whole;
  }

  private static float pixel(float[] plane, int offset, ImageSize size, int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < size.width() && y < size.height();
    return inside ? plane[offset + y * size.width() + x] : 0;
  }
}
