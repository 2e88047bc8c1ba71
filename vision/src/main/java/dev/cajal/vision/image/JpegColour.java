package dev.cajal.vision.image;

/**
 * Brings the colour planes of a JPEG image to full size and to red, green and blue.
 *
 * <p>Between two chroma samples the values go in a straight line: each new one is 3/4 of the nearer
 * and 1/4 of the farther sample, along each halved axis. R = Y + 1.402 Cr, G = Y - 0.34414 Cb -
 * 0.71414 Cr, B = Y + 1.772 Cb (JFIF 1.02), in 16 fractional bits.
 */
final class JpegColour {
  private static final int BITS = 16;
  private static final int HALF = 1 << (BITS - 1);
  private static final int RED_CR = fixed(1.402);
  private static final int GREEN_CB = fixed(0.34414);
  private static final int GREEN_CR = fixed(0.71414);
  private static final int BLUE_CB = fixed(1.772);

  private JpegColour() {}

  /** Doubles a row of samples; {@code count} is that of the narrow row. */
  static void doubleRow(byte[] source, int from, int count, byte[] target, int to) {
    if (count <= 2) {
      for (int x = 0; x < count; x++) {
        target[to + 2 * x] = source[from + x];
        target[to + 2 * x + 1] = source[from + x];
      }
      return;
    }
    for (int x = 0; x < count; x++) {
      int here = source[from + x] & 0xff;
      int left = x == 0 ? here : source[from + x - 1] & 0xff;
      int right = x == count - 1 ? here : source[from + x + 1] & 0xff;
      target[to + 2 * x] = (byte) ((3 * here + left + 1) >> 2);
      target[to + 2 * x + 1] = (byte) ((3 * here + right + 2) >> 2);
    }
  }

  /** Makes one of the two rows that a row of samples becomes; the other row is the nearer one. */
  static void doubleRow(byte[] source, int near, int far, int count, byte[] target, int to) {
    if (count <= 2) {
      doubleRow(source, near, count, target, to);
      return;
    }
    int last = sum(source, near, far, 0);
    int here = last;
    for (int x = 0; x < count; x++) {
      int next = x == count - 1 ? here : sum(source, near, far, x + 1);
      target[to + 2 * x] = (byte) ((3 * here + last + 8) >> 4);
      target[to + 2 * x + 1] = (byte) ((3 * here + next + 7) >> 4);
      last = here;
      here = next;
    }
  }

  /** Turns luma and chroma, in three planes of one array, into red, green and blue in place. */
  static void toRgb(byte[] planes, int count) {
    for (int i = 0; i < count; i++) {
      int y = planes[i] & 0xff;
      int cb = (planes[count + i] & 0xff) - 128;
      int cr = (planes[2 * count + i] & 0xff) - 128;
      planes[i] = clamped(y + ((RED_CR * cr + HALF) >> BITS));
      planes[count + i] = clamped(y + ((HALF - GREEN_CB * cb - GREEN_CR * cr) >> BITS));
      planes[2 * count + i] = clamped(y + ((BLUE_CB * cb + HALF) >> BITS));
    }
  }

  private static int sum(byte[] source, int near, int far, int x) {
    return 3 * (source[near + x] & 0xff) + (source[far + x] & 0xff);
  }

  private static byte clamped(int value) {
    return (byte) Math.clamp(value, 0, 255);
  }

  private static int fixed(double value) {
    return (int) (value * (1 << BITS) + 0.5);
  }
}
