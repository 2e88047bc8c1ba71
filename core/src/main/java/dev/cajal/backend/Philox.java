package dev.cajal.backend;

/**
 * The counter-based random function Philox4x32-10.
 *
 * <p>One call maps a 64-bit key and a 128-bit counter to 128 random bits. There is no state, so any
 * element of any stream can be computed by itself, by any thread, in any order. Ten rounds of
 *
 * <pre>{@code
 * (c0, c1, c2, c3) <- (hi(B * c2) ^ c1 ^ k0, lo(B * c2), hi(A * c0) ^ c3 ^ k1, lo(A * c0))
 * (k0, k1)         <- (k0 + 0x9E3779B9, k1 + 0xBB67AE85)        between rounds
 * }</pre>
 *
 * <p>with A = 0xD2511F53 and B = 0xCD9E8D57.
 *
 * <p>Source: Salmon, Moraes, Dror and Shaw, <i>Parallel random numbers: as easy as 1, 2, 3</i>, SC
 * 2011.
 */
public final class Philox {
  /** The factor of counter word 0. */
  public static final long A = 0xD2511F53L;

  /** The factor of counter word 2. */
  public static final long B = 0xCD9E8D57L;

  /** What is added to the low half of the key after a round. */
  public static final int KEY_STEP_0 = 0x9E3779B9;

  /** What is added to the high half of the key after a round. */
  public static final int KEY_STEP_1 = 0xBB67AE85;

  /** The number of rounds. */
  public static final int ROUNDS = 10;

  private static final long LOW = 0xFFFFFFFFL;

  private Philox() {}

  /**
   * Writes the four random words of one counter.
   *
   * @param key the seed; its low half is k0
   * @param c0 counter word 0, usually the position in the stream
   * @param c1 counter word 1
   * @param c2 counter word 2
   * @param c3 counter word 3
   * @param target receives four words
   * @param offset where the first word goes
   * @throws IndexOutOfBoundsException if the target has no room for four words at the offset
   */
  public static void block(long key, int c0, int c1, int c2, int c3, int[] target, int offset) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long a = A * (c0 & LOW);
      long b = B * (c2 & LOW);
      c0 = (int) (b >>> 32) ^ c1 ^ k0;
      c1 = (int) b;
      c2 = (int) (a >>> 32) ^ c3 ^ k1;
      c3 = (int) a;
      k0 += KEY_STEP_0;
      k1 += KEY_STEP_1;
    }
    target[offset] = c0;
    target[offset + 1] = c1;
    target[offset + 2] = c2;
    target[offset + 3] = c3;
  }
}
