package dev.cajal.nn.data;

import dev.cajal.backend.Philox;
import java.nio.charset.StandardCharsets;

/**
 * Random numbers that belong to a place: a seed, a purpose, and two coordinates such as the epoch
 * and the sample. Coming back to the same place gives the same numbers, whatever was drawn
 * elsewhere and by whichever thread.
 *
 * <p>The words are those of {@link Philox} with the seed as key and the counter (n, purpose, a, b),
 * n = 0, 1, 2, …. Not safe for use by several threads; each has its own.
 */
public final class RandomStream {
  private final long seed;
  private final int purpose;
  private final int[] words = new int[4];
  private int a;
  private int b;
  private int blocks;
  private int used = 4;

  /**
   * Creates the stream at the coordinates (0, 0).
   *
   * @param seed the one seed of the run
   * @param purpose what the numbers are for, such as {@code shuffle}; each purpose has its own
   */
  public RandomStream(long seed, String purpose) {
    this.seed = seed;
    this.purpose = hash(purpose);
  }

  /**
   * Moves to the beginning of the numbers at a place.
   *
   * @param first the first coordinate, such as the epoch
   * @param second the second coordinate, such as the sample
   * @return this stream
   */
  public RandomStream at(int first, int second) {
    a = first;
    b = second;
    blocks = 0;
    used = 4;
    return this;
  }

  /** Returns 32 random bits. */
  public int nextInt() {
    if (used == 4) {
      Philox.block(seed, blocks++, purpose, a, b, words, 0);
      used = 0;
    }
    return words[used++];
  }

  /**
   * Returns a whole number from 0 to {@code bound - 1}, all equally likely.
   *
   * <p>Source: Lemire, <i>Fast random integer generation in an interval</i>, 2019.
   *
   * @param bound positive
   * @throws IllegalArgumentException if the bound is not positive
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, found " + bound);
    }
    long product = (nextInt() & 0xFFFFFFFFL) * bound;
    int low = (int) product;
    if (Integer.compareUnsigned(low, bound) < 0) {
      int threshold = Integer.remainderUnsigned(-bound, bound);
      while (Integer.compareUnsigned(low, threshold) < 0) {
        product = (nextInt() & 0xFFFFFFFFL) * bound;
        low = (int) product;
      }
    }
    return (int) (product >>> 32);
  }

  /** Returns a number in [0, 1), a multiple of 2^-24. */
  public float nextFloat() {
    return (nextInt() >>> 8) * 0x1p-24f;
  }

  /** Returns a number in [low, high). */
  public float uniform(double low, double high) {
    return (float) (low + (high - low) * nextFloat());
  }

  /**
   * Returns a normally distributed number of mean 0 and variance 1: √(-2 ln u) cos(2πv).
   *
   * <p>Source: Box and Muller, 1958. The strict functions give the same numbers on every machine.
   */
  public float gaussian() {
    double u = ((nextInt() >>> 8) + 1) * 0x1p-24;
    double v = nextFloat();
    return (float) (StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v));
  }

  /**
   * Puts the first elements of an array in random order (Fisher and Yates).
   *
   * @param values the array
   * @param count how many elements take part
   */
  public void shuffle(int[] values, int count) {
    for (int i = count - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }

  private static int hash(String purpose) {
    int hash = 0x811C9DC5;
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x01000193;
    }
    return hash;
  }
}
