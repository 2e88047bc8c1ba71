package dev.cajal.interop.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The framing of TFRecord files: length (uint64), its masked CRC-32C (uint32), data, their masked
 * CRC-32C; all little endian.
 */
final class Records {
  private static final int MASK = 0xa282ead8;
  private static final int AROUND = Long.BYTES + 2 * Integer.BYTES;

  private Records() {}

  /** Returns data within their frame. */
  static ByteBuffer framed(byte[] data) {
    ByteBuffer record =
        ByteBuffer.allocate(Math.addExact(data.length, AROUND)).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(masked(record.array(), Long.BYTES));
    record.put(data).putInt(masked(data, data.length));
    return record.flip();
  }

  /** Returns the checksum, turned and shifted so that a checksum of checksums is a good one. */
  private static int masked(byte[] data, int length) {
    CRC32C sum = new CRC32C();
    sum.update(data, 0, length);
    return Integer.rotateRight((int) sum.getValue(), 15) + MASK;
  }
}
