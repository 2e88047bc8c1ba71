package dev.cajal.nn.data.format;

import java.io.IOException;

/** An element of a MATLAB file whose bytes are still to be read. */
final class MatValues {
  private static final int DOUBLE = 9;

  private final ByteInput in;
  private final String what;
  private final int type;
  private final long size;
  private final long padding;
  private final int tag;
  private long rest;

  private MatValues(ByteInput in, String what, int type, long size, int tag, long padding) {
    this.in = in;
    this.what = what;
    this.type = type;
    this.size = size;
    this.tag = tag;
    this.padding = padding;
    this.rest = size;
  }

  /** Reads a tag. Elements of up to four bytes may have a tag of four. */
  static MatValues next(ByteInput in, String what) throws IOException {
    byte[] word = new byte[8];
    in.readFully(word, 0, 4, what);
    int type = word(word, 0);
    int small = type >>> 16;
    if (small != 0) {
      if (small > 4) {
        throw in.fail("a small element of %d bytes; the file is damaged".formatted(small));
      }
      return new MatValues(in, what, type & 0xffff, small, 4, 4 - small);
    }
    in.readFully(word, 4, 4, what);
    long size = word(word, 4) & 0xFFFFFFFFL;
    return new MatValues(in, what, type, size, 8, Math.floorMod(-size, 8L));
  }

  static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }

  int type() {
    return type;
  }

  /** Returns the bytes of the values. */
  long size() {
    return size;
  }

  /** Returns the bytes that the element takes in all. */
  long bytesWithTag() {
    return tag + size + padding;
  }

  /** Returns the bytes of one value, or 0 for what is no number. */
  int width() {
    return switch (type) {
      case 1, 2 -> 1;
      case 3, 4 -> 2;
      case 5, 6, 7 -> 4;
      case DOUBLE, 12, 13 -> 8;
      default -> 0;
    };
  }

  /** Reads all bytes of a short element and what pads it. */
  byte[] all(int length) throws IOException {
    byte[] bytes = new byte[length];
    readFully(bytes);
    skipRest();
    return bytes;
  }

  void readFully(byte[] target) throws IOException {
    if (target.length > rest) {
      throw in.fail(what + " are shorter than their dimensions say; the file is damaged");
    }
    in.readFully(target, 0, target.length, what);
    rest -= target.length;
  }

  /** Reads so many bytes into a new array that grows with what is really there. */
  byte[] readGrowing(int length) throws IOException {
    if (length > rest) {
      throw in.fail(what + " are shorter than their dimensions say; the file is damaged");
    }
    byte[] bytes = in.readGrowing(length, what);
    rest -= length;
    return bytes;
  }

  /** Reads a small number, of whatever type. */
  int readSmall() throws IOException {
    byte[] bytes = new byte[width()];
    readFully(bytes);
    if (type == DOUBLE || type == 7) {
      double value =
          type == 7
              ? Float.intBitsToFloat(word(bytes, 0))
              : Double.longBitsToDouble(
                  (word(bytes, 0) & 0xFFFFFFFFL) | (long) word(bytes, 4) << 32);
      return value == Math.rint(value) && Math.abs(value) < 256 ? (int) value : -1;
    }
    for (int i = 1; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        return -1;
      }
    }
    return bytes[0] & 0xff;
  }

  void skipRest() throws IOException {
    in.skip(rest + padding, what);
    rest = 0;
  }

  FormatException fail(String reason) {
    return in.fail(reason);
  }
}
