package dev.cajal.grad;

import java.util.function.DoubleUnaryOperator;

/**
 * A derivative compared with a centred difference quotient of the function along a line.
 *
 * @param numeric the quotient
 * @param error |analytic − numeric| relative to the larger of the two, or to a floor below which
 *     rounding alone would reach the limit
 * @param kink whether the disagreement is that of a kink: the one-sided quotients differ as well
 */
record Quotient(double numeric, double error, boolean kink) {
  /** Rounding of a loss in units of its last place; sums inside it round as well. */
  private static final double NOISE = 16 * Math.ulp(1.0);

  /** Above this part of the limit, a smaller step decides between truncation and a wrong rule. */
  private static final double DOUBTFUL = 0.1;

  private static final double FINER = 16;
  private static final int TRIALS = 4;

  /**
   * Compares at a step, and where they disagree, at finer ones down to where rounding would reach
   * the limit. A kink at some distance and the error of truncation vanish with the step; a wrong
   * rule does not.
   *
   * @param along the function at a distance from the point
   * @param here its value at the point
   * @param limit the error that passes; from there on a kink is looked for
   */
  static Quotient of(
      DoubleUnaryOperator along, double here, double analytic, double step, double limit) {
    Quotient best = at(along, here, analytic, step, limit);
    double finer = step / FINER;
    for (int t = 1;
        t < TRIALS
            && !(best.error <= DOUBTFUL * limit)
            && noise(here, finer) < limit * Math.abs(best.numeric);
        t++) {
      Quotient next = at(along, here, analytic, finer, limit);
      best = next.error < best.error ? next : best;
      finer /= FINER;
    }
    return best;
  }

  private static double noise(double here, double step) {
    return NOISE * Math.max(1, Math.abs(here)) / step;
  }

  private static Quotient at(
      DoubleUnaryOperator along, double here, double analytic, double step, double limit) {
    double above = along.applyAsDouble(step);
    double below = along.applyAsDouble(-step);
    double numeric = (above - below) / (2 * step);
    double gap = Math.abs(analytic - numeric);
    double scale =
        Math.max(noise(here, step) / limit, Math.max(Math.abs(analytic), Math.abs(numeric)));
    double error = gap / scale;
    double bend = Math.abs(above - 2 * here + below) / step;
    return new Quotient(numeric, error, error >= limit && bend > 0.1 * gap);
  }
}
