package dev.cajal.interop.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Encodes a message of protocol buffers: each field is a key, (number &lt;&lt; 3 | wire type),
 * followed by its value.
 */
final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ProtoWriter integer(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  ProtoWriter number(int field, double value) {
    key(field, FIXED64);
    little(Double.doubleToLongBits(value), Double.BYTES);
    return this;
  }

  ProtoWriter number(int field, float value) {
    key(field, FIXED32);
    little(Float.floatToIntBits(value), Float.BYTES);
    return this;
  }

  ProtoWriter numbers(int field, List<Double> values) {
    ProtoWriter packed = new ProtoWriter();
    values.forEach(value -> packed.little(Double.doubleToLongBits(value), Double.BYTES));
    return bytes(field, packed.bytes());
  }

  ProtoWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtoWriter message(int field, ProtoWriter value) {
    return bytes(field, value.bytes());
  }

  ProtoWriter bytes(int field, byte[] value) {
    key(field, LENGTH);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private void key(int field, int type) {
    varint(((long) field << 3) | type);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private void little(long bits, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (bits >>> (8 * i)) & 0xFF);
    }
  }
}
