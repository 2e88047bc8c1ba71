package dev.cajal.vision.image;

/**
 * The inverse discrete cosine transform of 8 × 8 values, in integers of 13 fractional bits, with
 * the roundings that most decoders have.
 *
 * <p>Source: Loeffler, Ligtenberg and Moschytz, <i>Practical fast 1-D DCT algorithms with 11
 * multiplications</i>, 1989; ITU-T T.81.
 */
final class InverseCosine {
  private static final int BITS = 13;
  private static final int EXTRA = 2;
  private static final int C_0_298 = 2446;
  private static final int C_0_390 = 3196;
  private static final int C_0_541 = 4433;
  private static final int C_0_765 = 6270;
  private static final int C_0_899 = 7373;
  private static final int C_1_175 = 9633;
  private static final int C_1_501 = 12299;
  private static final int C_1_847 = 15137;
  private static final int C_1_961 = 16069;
  private static final int C_2_053 = 16819;
  private static final int C_2_562 = 20995;
  private static final int C_3_072 = 25172;

  private final int[] half = new int[64];
  private final int[] line = new int[8];

  /**
   * Transforms a block.
   *
   * @param block the coefficients, row by row
   * @param target receives the values, 0 to 255
   * @param offset where the block's first value goes
   * @param stride from one row to the next
   */
  void apply(int[] block, byte[] target, int offset, int stride) {
    for (int x = 0; x < 8; x++) {
      if ((block[x + 8]
              | block[x + 16]
              | block[x + 24]
              | block[x + 32]
              | block[x + 40]
              | block[x + 48]
              | block[x + 56])
          == 0) {
        int value = block[x] << EXTRA;
        for (int y = 0; y < 8; y++) {
          half[8 * y + x] = value;
        }
      } else {
        transform(block, x, 8);
        for (int y = 0; y < 8; y++) {
          half[8 * y + x] = rounded(line[y], BITS - EXTRA);
        }
      }
    }
    for (int y = 0; y < 8; y++) {
      transform(half, 8 * y, 1);
      int row = offset + y * stride;
      for (int x = 0; x < 8; x++) {
        int value = rounded(line[x], BITS + EXTRA + 3) + 128;
        target[row + x] = (byte) Math.clamp(value, 0, 255);
      }
    }
  }

  /** Transforms eight values, {@code step} apart; the results have BITS fractional bits more. */
  private void transform(int[] v, int at, int step) {
    int even1 = v[at + 2 * step];
    int even2 = v[at + 6 * step];
    int turn = (even1 + even2) * C_0_541;
    int low2 = turn - even2 * C_1_847;
    int low3 = turn + even1 * C_0_765;
    int low0 = (v[at] + v[at + 4 * step]) << BITS;
    int low1 = (v[at] - v[at + 4 * step]) << BITS;
    int a = v[at + 7 * step];
    int b = v[at + 5 * step];
    int c = v[at + 3 * step];
    int d = v[at + step];
    int z5 = (a + c + b + d) * C_1_175;
    int z1 = -(a + d) * C_0_899;
    int z2 = -(b + c) * C_2_562;
    int z3 = z5 - (a + c) * C_1_961;
    int z4 = z5 - (b + d) * C_0_390;
    int high0 = a * C_0_298 + z1 + z3;
    int high1 = b * C_2_053 + z2 + z4;
    int high2 = c * C_3_072 + z2 + z3;
    int high3 = d * C_1_501 + z1 + z4;
    line[0] = low0 + low3 + high3;
    line[7] = low0 + low3 - high3;
    line[1] = low1 + low2 + high2;
    line[6] = low1 + low2 - high2;
    line[2] = low1 - low2 + high1;
    line[5] = low1 - low2 - high1;
    line[3] = low0 - low3 + high0;
    line[4] = low0 - low3 - high0;
  }

  private static int rounded(int value, int bits) {
    return (value + (1 << (bits - 1))) >> bits;
  }
}
