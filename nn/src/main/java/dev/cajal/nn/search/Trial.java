package dev.cajal.nn.search;

/**
 * A point that was tried.
 *
 * @param number which point, counted from 1
 * @param rung which round of successive halving, counted from 0; 0 for other strategies
 * @param budget what was spent on it
 * @param point the hyper-parameters
 * @param score the greater, the better; NaN if training failed
 * @param seconds how long it took
 */
public record Trial(int number, int rung, int budget, Point point, double score, double seconds) {

  /** Says whether this is better than another trial at the same budget. */
  boolean betterThan(Trial other) {
    return score > other.score || (Double.isNaN(other.score) && !Double.isNaN(score));
  }
}
