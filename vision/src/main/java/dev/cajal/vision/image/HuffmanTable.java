package dev.cajal.vision.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A Huffman code of JPEG: up to 256 symbols of 1 to 16 bits (ITU-T T.81, annex C). */
final class HuffmanTable {
  /** Codes up to this length are found by one look into a table. */
  static final int QUICK = 9;

  private final byte[] definition;
  private final int symbolsAt;
  // For each beginning of QUICK bits: length << 8 | symbol, or 0 if the code is longer.
  private final short[] quick = new short[1 << QUICK];
  private final int[] lastCode = new int[18];
  private final int[] offset = new int[17];

  private HuffmanTable(byte[] definition) {
    this.definition = definition;
    this.symbolsAt = 16;
    int code = 0;
    int symbol = 0;
    for (int length = 1; length <= 16; length++) {
      int count = definition[length - 1] & 0xff;
      offset[length] = symbol - code;
      for (int i = 0; i < count; i++) {
        if (length <= QUICK) {
          int first = code << (QUICK - length);
          int value = length << 8 | (definition[symbolsAt + symbol] & 0xff);
          Arrays.fill(quick, first, first + (1 << (QUICK - length)), (short) value);
        }
        code++;
        symbol++;
      }
      lastCode[length] = code - 1;
      code <<= 1;
    }
    lastCode[17] = Integer.MAX_VALUE;
  }

  /**
   * Reads a definition: 16 counts, then the symbols.
   *
   * @return the table, or null if the counts make no code
   */
  static @Nullable HuffmanTable of(byte[] bytes, int from, int length) {
    int code = 0;
    for (int i = 0; i < 16; i++) {
      code = 2 * code + (bytes[from + i] & 0xff);
      if (code > 1 << (i + 1)) {
        return null;
      }
    }
    return new HuffmanTable(Arrays.copyOfRange(bytes, from, from + length));
  }

  /** Says whether this table has the same definition, as the next image's usually has. */
  boolean isOf(byte[] bytes, int from, int length) {
    return Arrays.equals(definition, 0, definition.length, bytes, from, from + length);
  }

  /** Returns length << 8 | symbol of the code that a beginning of QUICK bits starts with, or 0. */
  int quick(int beginning) {
    return quick[beginning];
  }

  /** Returns the length of the code that 16 bits start with; 17 if there is none. */
  int length(int bits16) {
    int length = QUICK + 1;
    while (length <= 16 && bits16 >> (16 - length) > lastCode[length]) {
      length++;
    }
    return length;
  }

  /** Returns the symbol of a code of a known length. */
  int symbol(int code, int length) {
    return definition[symbolsAt + offset[length] + code] & 0xff;
  }
}
