package dev.cajal.interop.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads event files without any of the code that writes them: frames checked with a checksum
 * computed bit by bit, and messages as lists of fields.
 */
final class Decoded {
  private Decoded() {}

  /** One field of a message: a Long, or what lies between lengths, as bytes. */
  record Field(int number, int type, Object value) {
    byte[] bytes() {
      return (byte[]) value;
    }

    String text() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    long bits() {
      return (Long) value;
    }
  }

  static List<byte[]> records(Path file) throws IOException {
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (all.hasRemaining()) {
      int at = all.position();
      long length = all.getLong();
      check(all.getInt(), masked(all.array(), at, Long.BYTES));
      byte[] data = new byte[Math.toIntExact(length)];
      all.get(data);
      check(all.getInt(), masked(data, 0, data.length));
      records.add(data);
    }
    return records;
  }

  private static void check(int stored, int computed) {
    if (stored != computed) {
      throw new AssertionError("checksum " + stored + ", expected " + computed);
    }
  }

  /** CRC-32C with the reversed polynomial 0x82f63b78. */
  private static int masked(byte[] data, int from, int length) {
    int crc = -1;
    for (int i = from; i < from + length; i++) {
      crc ^= data[i] & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x82f63b78;
      }
    }
    crc = ~crc;
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }

  static List<Field> fields(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (in.hasRemaining()) {
      long key = varint(in);
      int type = (int) (key & 7);
      Object value =
          switch (type) {
            case 0 -> varint(in);
            case 1 -> in.getLong();
            case 2 -> taken(in, (int) varint(in));
            case 5 -> (long) in.getInt();
            default -> throw new AssertionError("wire type " + type);
          };
      fields.add(new Field((int) (key >>> 3), type, value));
    }
    return fields;
  }

  static Field field(byte[] message, int number) {
    return fields(message).stream()
        .filter(f -> f.number() == number)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no field " + number));
  }

  static boolean has(byte[] message, int number) {
    return fields(message).stream().anyMatch(f -> f.number() == number);
  }

  static double[] doubles(byte[] packed) {
    double[] values = new double[packed.length / Double.BYTES];
    ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
    return values;
  }

  private static byte[] taken(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
