package dev.cajal.vision.image;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The quantisation steps and codes that a JPEG file defines before its images; four of a kind. */
final class JpegTables {
  private final int[] @Nullable [] quantisation = new int[4][];
  private final @Nullable HuffmanTable[] dc = new HuffmanTable[4];
  private final @Nullable HuffmanTable[] ac = new HuffmanTable[4];

  int @Nullable [] quantisation(int slot) {
    return quantisation[slot];
  }

  @Nullable HuffmanTable dc(int slot) {
    return dc[slot];
  }

  @Nullable HuffmanTable ac(int slot) {
    return ac[slot];
  }

  /** Reads tables of quantisation steps. */
  void readQuantisation(byte[] content, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      int slot = content[at] & 3;
      boolean wide = (content[at] & 0xf0) != 0;
      int bytes = wide ? 128 : 64;
      if (at + 1 + bytes > to) {
        throw new EOFException("a quantisation table is cut off");
      }
      int[] table = new int[64];
      for (int i = 0; i < 64; i++) {
        table[i] = wide ? BaselineJpeg.word(content, at + 1 + 2 * i) : content[at + 1 + i] & 0xff;
      }
      quantisation[slot] = table;
      at += 1 + bytes;
    }
  }

  /** Reads Huffman codes; a code that is there already is kept. */
  void readCodes(byte[] content, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      int symbols = 0;
      for (int i = 1; i <= 16 && at + i < to; i++) {
        symbols += content[at + i] & 0xff;
      }
      int length = 16 + symbols;
      if (symbols > 256 || at + 1 + length > to) {
        throw new EOFException("a code table is cut off");
      }
      @Nullable HuffmanTable[] tables = (content[at] & 0xf0) == 0 ? dc : ac;
      int slot = content[at] & 3;
      HuffmanTable old = tables[slot];
      if (old == null || !old.isOf(content, at + 1, length)) {
        tables[slot] = HuffmanTable.of(content, at + 1, length);
        if (tables[slot] == null) {
          throw new IOException("a code table is no code");
        }
      }
      at += 1 + length;
    }
  }
}
