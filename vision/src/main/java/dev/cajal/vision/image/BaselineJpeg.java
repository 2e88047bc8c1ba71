package dev.cajal.vision.image;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the JPEG files of most data sets: baseline, grey or YCbCr, chroma in full, halved across
 * or halved both ways. The values are those of the platform's decoder, several times sooner for
 * small images; for all other files it stands aside.
 *
 * <p>Source: ITU-T T.81 (1992); JFIF 1.02.
 */
final class BaselineJpeg {
  private static final int[] ZIGZAG = zigzag();

  private final JpegTables tables = new JpegTables();
  private final JpegBits bits = new JpegBits();
  private final InverseCosine cosine = new InverseCosine();
  private final int[] block = new int[64];
  private JpegPlane[] components = {};
  private int width;
  private int height;
  private int restartInterval;

  /**
   * Decodes an image.
   *
   * @param content the file
   * @param maxPixels images of more pixels are left to the platform's decoder, which refuses them
   * @return the picture, or null if the file is of a kind that is not decoded here
   * @throws IOException if the file is damaged
   */
  @Nullable Picture decode(byte[] content, long maxPixels) throws IOException {
    components = new JpegPlane[0];
    restartInterval = 0;
    int at = 2;
    while (true) {
      int marker = marker(content, at);
      int length = word(content, at + 2);
      int next = at + 2 + length;
      if (length < 2 || next > content.length) {
        throw new EOFException("the file ends in its header");
      }
      switch (marker) {
        case 0xdb -> tables.readQuantisation(content, at + 4, next);
        case 0xc4 -> tables.readCodes(content, at + 4, next);
        case 0xdd -> restartInterval = word(content, at + 4);
        case 0xc0 -> {
          if (!readFrame(content, at + 4, length - 2) || (long) width * height > maxPixels) {
            return null;
          }
        }
        case 0xda -> {
          return startScan(content, at + 4, length - 2) ? scan(content, next) : null;
        }
        // Other frames, colour profiles, Adobe's colour transforms, padding.
        case 0xc1,
            0xc2,
            0xc3,
            0xc5,
            0xc6,
            0xc7,
            0xc9,
            0xca,
            0xcb,
            0xcd,
            0xce,
            0xcf,
            0xe2,
            0xee,
            0xff -> {
          return null;
        }
        default -> {
          // Comments and application data.
        }
      }
      at = next;
    }
  }

  private static int marker(byte[] content, int at) throws IOException {
    if (at + 4 > content.length) {
      throw new EOFException("the file ends in its header");
    }
    if ((content[at] & 0xff) != 0xff) {
      throw new IOException("a marker is missing at byte " + at);
    }
    return content[at + 1] & 0xff;
  }

  private boolean readFrame(byte[] content, int at, int length) {
    int count = length < 6 ? 0 : content[at + 5];
    if ((count != 1 && count != 3) || length != 6 + 3 * count || content[at] != 8) {
      return false;
    }
    height = word(content, at + 1);
    width = word(content, at + 3);
    components = new JpegPlane[count];
    for (int i = 0; i < count; i++) {
      int entry = at + 6 + 3 * i;
      int across = count == 1 ? 1 : content[entry + 1] >> 4;
      int down = count == 1 ? 1 : content[entry + 1] & 15;
      components[i] = new JpegPlane(content[entry], across, down, content[entry + 2] & 3);
    }
    if (count == 1) {
      return width > 0 && height > 0;
    }
    int kind = components[0].across * 10 + components[0].down;
    return width > 0
        && height > 0
        && (kind == 11 || kind == 21 || kind == 22)
        && components[1].isPlain(2)
        && components[2].isPlain(3)
        && components[0].id == 1;
  }

  private boolean startScan(byte[] content, int at, int length) {
    int count = components.length;
    if (count == 0 || length != 4 + 2 * count || content[at] != count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      JpegPlane component = components[i];
      int slots = content[at + 2 + 2 * i];
      HuffmanTable first = tables.dc(slots >> 4 & 3);
      HuffmanTable rest = tables.ac(slots & 3);
      int[] steps = tables.quantisation(component.quantiser);
      if (content[at + 1 + 2 * i] != component.id
          || first == null
          || rest == null
          || steps == null) {
        return false;
      }
      component.dc = first;
      component.ac = rest;
      component.steps = steps;
    }
    return true;
  }

  private @Nullable Picture scan(byte[] content, int from) throws IOException {
    int across = components[0].across;
    int down = components[0].down;
    int columns = Math.ceilDiv(width, 8 * across);
    int rows = Math.ceilDiv(height, 8 * down);
    // A block takes two bits at the least, so a short file cannot hold a large image.
    if ((long) columns * rows * (across * down + components.length - 1) > 4L * content.length) {
      throw new EOFException("the file is too short for its size");
    }
    for (JpegPlane component : components) {
      component.stride = columns * component.across * 8;
      component.samples = new byte[component.stride * rows * component.down * 8];
    }
    bits.start(content, from);
    int units = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (restartInterval > 0 && units > 0 && units % restartInterval == 0) {
          bits.restart((units / restartInterval - 1) & 7);
          for (JpegPlane component : components) {
            component.last = 0;
          }
        }
        readUnit(row, column);
        units++;
      }
    }
    return assemble();
  }

  private void readUnit(int row, int column) throws IOException {
    for (JpegPlane component : components) {
      for (int y = 0; y < component.down; y++) {
        for (int x = 0; x < component.across; x++) {
          readBlock(component);
          int top = (row * component.down + y) * 8;
          int left = (column * component.across + x) * 8;
          cosine.apply(block, component.samples, top * component.stride + left, component.stride);
        }
      }
    }
  }

  private void readBlock(JpegPlane component) throws IOException {
    int[] scale = component.steps;
    Arrays.fill(block, 0);
    int size = bits.symbol(component.dc);
    if (size > 11) {
      throw new IOException("a coefficient is too large");
    }
    component.last += bits.number(size);
    block[0] = component.last * scale[0];
    for (int i = 1; i < 64; i++) {
      int symbol = bits.symbol(component.ac);
      int digits = symbol & 15;
      int zeros = symbol >> 4;
      if (digits == 0) {
        if (zeros != 15) {
          return;
        }
        i += 15;
      } else {
        i += zeros;
        if (i > 63 || digits > 10) {
          throw new IOException("a block has too many coefficients");
        }
        block[ZIGZAG[i]] = bits.number(digits) * scale[i];
      }
    }
  }

  private Picture assemble() {
    int plane = width * height;
    byte[] values = new byte[components.length * plane];
    components[0].copyTo(values, 0, width, height);
    if (components.length == 3) {
      for (int c = 1; c < 3; c++) {
        components[c].enlargeTo(values, c * plane, width, height, components[0]);
      }
      JpegColour.toRgb(values, plane);
    }
    return new Picture(components.length, height, width, values);
  }

  static int word(byte[] content, int at) {
    return (content[at] & 0xff) << 8 | (content[at + 1] & 0xff);
  }

  private static int[] zigzag() {
    int[] order = new int[64];
    int at = 0;
    for (int diagonal = 0; diagonal < 15; diagonal++) {
      for (int i = Math.max(0, diagonal - 7); i <= Math.min(7, diagonal); i++) {
        order[at++] = diagonal % 2 == 0 ? 8 * (diagonal - i) + i : 8 * i + diagonal - i;
      }
    }
    return order;
  }
}
