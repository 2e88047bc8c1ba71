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

  /**
   * Returns the nearest value of this type: floats round to nearest, ties to even; integers are
   * truncated; what is not 0 is 1 as a truth value.
   */
  public double rounded(double value) {
    return switch (this) {
      case FLOAT32 -> (float) value;
      case FLOAT64 -> value;
      case BFLOAT16 -> Float.intBitsToFloat(bfloat16(value) << 16);
      case INT32, INT64, UINT8 -> (double) (long) value;
      case BOOL -> value != 0 ? 1 : 0;
    };
  }

  /** Returns the bits of the nearest bfloat16 in the low half. */
  static short bfloat16(double value) {
    int bits = Float.floatToRawIntBits((float) value);
    // Ties go to even; a NaN keeps a fraction bit so that it stays a NaN.
    int rounded = Double.isNaN(value) ? bits | 0x0040_0000 : bits + 0x7fff + ((bits >>> 16) & 1);
    return (short) (rounded >>> 16);
  }

  /** Returns the name users write, such as {@code float32}. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
