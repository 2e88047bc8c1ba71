package dev.cajal.testkit;

import java.util.random.RandomGenerator;

/** A rule for the elements of an operand of a test case. */
@FunctionalInterface
public interface Values {

  /** Returns element {@code i} in row-major order; draws from {@code random} where it is random. */
  double at(long i, RandomGenerator random);

  /** Returns random values between two bounds. */
  static Values uniform(double from, double to) {
    return (i, random) -> from + (to - from) * random.nextDouble();
  }

  /**
   * Returns random values of either sign that stay away from 0, where many functions have a kink.
   */
  static Values awayFromZero() {
    return (i, random) -> (random.nextBoolean() ? 1 : -1) * (0.2 + 2 * random.nextDouble());
  }

  /**
   * Returns values in disorder of which no two of the first 1009 are closer than 0.01, so that a
   * small step does not change which is the largest.
   */
  static Values apart() {
    return (i, random) -> (i * 373 + 5) % 1009 * 0.01 - 5;
  }

  /** Returns random whole numbers from 0 (inclusive) to a bound (exclusive). */
  static Values below(long bound) {
    return (i, random) -> random.nextLong(bound);
  }

  /** Returns the given values over and over. */
  static Values cycle(double... values) {
    double[] copy = values.clone();
    return (i, random) -> copy[(int) (i % copy.length)];
  }

  /** Returns each given value repeated so that, beside {@link #cycle}, every pair occurs. */
  static Values pairedWithCycle(double... values) {
    double[] copy = values.clone();
    return (i, random) -> copy[(int) (i / copy.length % copy.length)];
  }
}
