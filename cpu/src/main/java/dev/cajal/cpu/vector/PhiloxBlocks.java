package dev.cajal.cpu.vector;

import dev.cajal.backend.Philox;

/**
 * {@link Philox} for many consecutive counters at once: words lie in arrays, one a place, and every
 * round is a plain loop over them, which the compiler turns into vector instructions.
 */
final class PhiloxBlocks {
  /** How many counters are taken at once. */
  static final int COUNT = 256;

  private static final long LOW = 0xFFFFFFFFL;

  private final long[] c0 = new long[COUNT];
  private final long[] c1 = new long[COUNT];
  private final long[] c2 = new long[COUNT];
  private final long[] c3 = new long[COUNT];

  /** Writes the numbers in [0, 1) of the counters from {@code first} on, four for each. */
  void uniforms(long seed, long first, int step, long stream, float[] target) {
    for (int i = 0; i < COUNT; i++) {
      c0[i] = (first + i) & LOW;
      c1[i] = step & LOW;
      c2[i] = stream & LOW;
      c3[i] = stream >>> 32;
    }
    int k0 = (int) seed;
    int k1 = (int) (seed >>> 32);
    for (int round = 0; round < Philox.ROUNDS; round++) {
      round(c0, c1, c2, c3, k0 & LOW, k1 & LOW);
      k0 += Philox.KEY_STEP_0;
      k1 += Philox.KEY_STEP_1;
    }
    store(c0, target, 0);
    store(c1, target, 1);
    store(c2, target, 2);
    store(c3, target, 3);
  }

  private static void round(long[] c0, long[] c1, long[] c2, long[] c3, long k0, long k1) {
    for (int i = 0; i < COUNT; i++) {
      long a = Philox.A * c0[i];
      long b = Philox.B * c2[i];
      long first = (b >>> 32) ^ c1[i] ^ k0;
      long third = (a >>> 32) ^ c3[i] ^ k1;
      c0[i] = first;
      c1[i] = b & LOW;
      c2[i] = third;
      c3[i] = a & LOW;
    }
  }

  private static void store(long[] words, float[] target, int place) {
    for (int i = 0; i < COUNT; i++) {
      target[4 * i + place] = (int) (words[i] >>> 8) * 0x1p-24f;
    }
  }
}
