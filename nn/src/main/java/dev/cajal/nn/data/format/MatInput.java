package dev.cajal.nn.data.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Walks through the numeric arrays of a MATLAB file of version 5, compressed or not. Everything
 * else in it, such as text, cells and objects, is skipped.
 *
 * <p>A file is a header of 128 bytes and a row of elements, each a tag (type and size) and its
 * bytes. An array is an element of elements: flags, dimensions, name, values in column order.
 *
 * <p>Source: MathWorks, <i>MAT-File Format</i>, version 5.
 */
final class MatInput implements Closeable {
  private static final int HEADER = 128;
  private static final int INT8 = 1;
  private static final int UINT8 = 2;
  private static final int INT32 = 5;
  private static final int UINT32 = 6;
  private static final int MATRIX = 14;
  private static final int COMPRESSED = 15;
  private static final int FIRST_NUMERIC_CLASS = 6;
  private static final int LAST_NUMERIC_CLASS = 15;
  private static final int COMPLEX = 0x800;
  private static final int MAX_RANK = 16;
  private static final int MAX_NAME = 256;

  private final ByteInput file;

  private MatInput(ByteInput file) {
    this.file = file;
  }

  /** Takes one array after the other. */
  interface Receiver {
    /**
     * Is given an array; it need not read the values.
     *
     * @throws IOException if the values are not what they should be, or cannot be read
     */
    void array(String name, int[] dimensions, MatValues values) throws IOException;
  }

  static MatInput open(Path path) throws IOException {
    ByteInput file = ByteInput.open(path);
    try {
      byte[] header = new byte[HEADER];
      file.readFully(header, 0, HEADER, "the MATLAB header");
      String start = new String(header, 0, 6, StandardCharsets.US_ASCII);
      if (!start.equals("MATLAB") || header[125] != 1) {
        throw new FormatException(path.toString(), 0, "not a MATLAB file of version 5");
      }
      if (header[126] != 'I' || header[127] != 'M') {
        throw new FormatException(path.toString(), 126, "big-endian MATLAB files are not read");
      }
      return new MatInput(file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Hands every numeric array over, in the order of the file. */
  void forEach(Receiver receiver) throws IOException {
    byte[] tag = new byte[8];
    while (true) {
      int got = file.read(tag, 0, 8);
      if (got == 0) {
        return;
      }
      if (got < 8) {
        throw file.fail("the file ends in the middle of a tag; it is truncated");
      }
      int type = MatValues.word(tag, 0);
      long size = MatValues.word(tag, 4) & 0xFFFFFFFFL;
      if (type == COMPRESSED) {
        compressed(size, receiver);
      } else if (type == MATRIX) {
        matrix(file, size, receiver);
      } else {
        file.skip(size + Math.floorMod(-size, 8L), "an element");
      }
    }
  }

  private void compressed(long size, Receiver receiver) throws IOException {
    try (InputStream part = file.part(size);
        ByteInput unpacked = ByteInput.inflating(file.name(), part)) {
      byte[] tag = new byte[8];
      unpacked.readFully(tag, 0, 8, "a compressed element");
      if (MatValues.word(tag, 0) == MATRIX) {
        matrix(unpacked, MatValues.word(tag, 4) & 0xFFFFFFFFL, receiver);
      }
    }
  }

  private static void matrix(ByteInput in, long size, Receiver receiver) throws IOException {
    MatValues flags = MatValues.next(in, "array flags");
    long length = flags.bytesWithTag();
    if (flags.type() != UINT32 || flags.size() != 8) {
      throw in.fail("an array does not begin with its flags; the file is damaged");
    }
    int word = MatValues.word(flags.all(8), 0);
    int kind = word & 0xff;
    if (kind < FIRST_NUMERIC_CLASS || kind > LAST_NUMERIC_CLASS || (word & COMPLEX) != 0) {
      in.skip(size - length, "an array that is skipped");
      return;
    }
    MatValues sizes = MatValues.next(in, "dimensions");
    length += sizes.bytesWithTag();
    if (sizes.type() != INT32 || sizes.size() > MAX_RANK * 4 || sizes.size() % 4 != 0) {
      throw in.fail("an array has no dimensions that can be read; the file is damaged");
    }
    byte[] raw = sizes.all((int) sizes.size());
    int[] dimensions = new int[raw.length / 4];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = MatValues.word(raw, 4 * i);
      if (dimensions[i] < 0) {
        throw in.fail("an array has the dimension " + dimensions[i]);
      }
    }
    MatValues name = MatValues.next(in, "the name of an array");
    length += name.bytesWithTag();
    if ((name.type() != INT8 && name.type() != UINT8) || name.size() > MAX_NAME) {
      throw in.fail("an array has no name that can be read; the file is damaged");
    }
    String text = new String(name.all((int) name.size()), StandardCharsets.US_ASCII);
    MatValues values = MatValues.next(in, "the values of " + text);
    length += values.bytesWithTag();
    receiver.array(text, dimensions, values);
    values.skipRest();
    in.skip(Math.max(0, size - length), "an array");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
