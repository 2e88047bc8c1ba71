package dev.cajal.vision.image;

import java.io.EOFException;
import java.io.IOException;

/** Reads the bits of a JPEG scan, in which a byte 0xff is followed by 0 unless it is a marker. */
final class JpegBits {
  private byte[] bytes = new byte[0];
  private int position;
  private long buffer;
  private int available;

  void start(byte[] content, int from) {
    bytes = content;
    position = from;
    buffer = 0;
    available = 0;
  }

  int position() {
    return position;
  }

  /** Decodes a symbol. */
  int symbol(HuffmanTable table) throws IOException {
    fill();
    int found = table.quick(peek(HuffmanTable.QUICK));
    int length = found >> 8;
    if (length == 0) {
      length = table.length(peek(16));
      if (length > 16) {
        throw new IOException("the compressed data has an unknown code");
      }
      found = table.symbol(peek(length), length);
    }
    drop(length);
    return found & 0xff;
  }

  /** Reads a number of so many bits, at most 15, of which the first tells the sign. */
  int number(int bits) throws IOException {
    if (bits == 0) {
      return 0;
    }
    // The symbol before it left enough bits.
    int value = peek(bits);
    drop(bits);
    return value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
  }

  /** Goes on after the restart marker that must come next. */
  void restart(int number) throws IOException {
    available = 0;
    buffer = 0;
    if (position + 1 >= bytes.length
        || (bytes[position] & 0xff) != 0xff
        || (bytes[position + 1] & 0xff) != 0xd0 + number) {
      throw new IOException("a restart marker is missing");
    }
    position += 2;
  }

  /** Holds at least 32 bits afterwards, unless the scan ends. */
  private void fill() {
    while (available <= 32 && position < bytes.length) {
      int value = bytes[position] & 0xff;
      if (value == 0xff) {
        if (position + 1 >= bytes.length || bytes[position + 1] != 0) {
          return;
        }
        position++;
      }
      position++;
      buffer = buffer << 8 | value;
      available += 8;
    }
  }

  /** Returns the next bits; zeros after the end. */
  private int peek(int bits) {
    long shifted = available >= bits ? buffer >>> (available - bits) : buffer << (bits - available);
    return (int) (shifted & ((1L << bits) - 1));
  }

  private void drop(int bits) throws IOException {
    available -= bits;
    if (available < 0) {
      throw new EOFException("the compressed data ends early");
    }
  }
}
