package dev.cajal.vision.image;

/** One colour plane of a JPEG image while it is decoded. */
final class JpegPlane {
  private static final HuffmanTable NONE = none();

  final int id;
  final int across;
  final int down;
  final int quantiser;
  HuffmanTable dc = NONE;
  HuffmanTable ac = NONE;
  int[] steps = {};
  byte[] samples = {};
  int stride;
  int last;

  JpegPlane(int id, int across, int down, int quantiser) {
    this.id = id;
    this.across = across;
    this.down = down;
    this.quantiser = quantiser;
  }

  boolean isPlain(int expectedId) {
    return id == expectedId && across == 1 && down == 1;
  }

  /** Copies the plane, which is of full size. */
  void copyTo(byte[] target, int offset, int width, int height) {
    for (int y = 0; y < height; y++) {
      System.arraycopy(samples, y * stride, target, offset + y * width, width);
    }
  }

  /** Brings a plane of chroma to the size of the luma plane. */
  void enlargeTo(byte[] target, int offset, int width, int height, JpegPlane luma) {
    boolean halfAcross = luma.across == 2;
    boolean halfDown = luma.down == 2;
    int count = halfAcross ? Math.ceilDiv(width, 2) : width;
    int rows = halfDown ? Math.ceilDiv(height, 2) : height;
    byte[] row = new byte[2 * count];
    for (int y = 0; y < height; y++) {
      int near = halfDown ? y / 2 : y;
      int far = Math.clamp(y % 2 == 0 ? near - 1 : near + 1, 0, rows - 1);
      if (halfDown) {
        JpegColour.doubleRow(samples, near * stride, far * stride, count, row, 0);
      } else if (halfAcross) {
        JpegColour.doubleRow(samples, near * stride, count, row, 0);
      } else {
        System.arraycopy(samples, near * stride, row, 0, width);
      }
      System.arraycopy(row, 0, target, offset + y * width, width);
    }
  }

  private static HuffmanTable none() {
    HuffmanTable table = HuffmanTable.of(new byte[16], 0, 16);
    if (table == null) {
      throw new IllegalStateException("an empty code is a code");
    }
    return table;
  }
}
