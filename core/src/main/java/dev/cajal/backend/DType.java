package dev.cajal.backend;

/** The element types of tensors. */
public enum DType {
  /** IEEE 754 single precision; the default. */
  FLOAT32(4),
  /** IEEE 754 double precision; used by gradient checks, always on the reference kernels. */
  FLOAT64(8),
  /** The upper half of a float32: 8 exponent bits, 7 fraction bits; storage and matrix units. */
  BFLOAT16(2),
  /** Signed 32-bit integer. */
  INT32(4),
  /** Signed 64-bit integer; labels and random state. */
  INT64(8),
  /** Unsigned 8-bit integer; images and pooling switches. */
  UINT8(1),
  /** Truth value, one byte, 0 or 1. */
  BOOL(1);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns whether values have a fraction, and so a gradient. */
  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64 || this == BFLOAT16;
  }

  /** Returns the name users write, such as {@code float32}. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
