package dev.cajal.nn.optim;

/**
 * A learning rate that changes linearly during the first steps and then stays: the factor at step t
 * is a + (b − a)·min(t, n)/n.
 *
 * <p>The same as PyTorch's {@code LinearLR}.
 *
 * <pre>{@code
 * Schedule schedule = LinearRate.warmup(500).then(new Cosine());
 * }</pre>
 *
 * @param start a
 * @param end b
 * @param steps n, at least 1
 */
public record LinearRate(double start, double end, long steps) implements Schedule {

  /** Checks the ranges. */
  public LinearRate {
    Checks.notNegative("linear schedule: the first factor", start);
    Checks.notNegative("linear schedule: the last factor", end);
    Checks.atLeast("linear schedule: the steps", steps, 1);
  }

  /** Returns a rise from a third of the rate to the whole. */
  public static LinearRate warmup(long steps) {
    return new LinearRate(1.0 / 3, 1, steps);
  }

  /** Returns this beginning at another share of the rate. */
  public LinearRate from(double share) {
    return new LinearRate(share, end, steps);
  }

  /** Returns this, and after its steps another schedule, which begins then at its step 0. */
  public Schedule then(Schedule next) {
    return until(steps, next);
  }

  @Override
  public double factor(long step, long epoch, long total) {
    return start + (end - start) * Math.min(step, steps) / steps;
  }

  @Override
  public String toString() {
    return "linear from " + start + " to " + end + " in " + steps + " steps";
  }
}
