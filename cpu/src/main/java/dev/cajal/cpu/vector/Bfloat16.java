package dev.cajal.cpu.vector;

/** bfloat16, the upper half of a float32, one number at a time. */
final class Bfloat16 {
  private Bfloat16() {}

  /** Returns the float that a bfloat16 is. */
  static float widened(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /** Returns the nearest bfloat16: ties go to even, a NaN keeps a fraction bit. */
  static short rounded(float value) {
    int bits = Float.floatToRawIntBits(value);
    int rounded = Float.isNaN(value) ? bits | 0x0040_0000 : bits + 0x7fff + ((bits >>> 16) & 1);
    return (short) (rounded >>> 16);
  }
}
