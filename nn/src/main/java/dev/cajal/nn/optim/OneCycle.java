package dev.cajal.nn.optim;

/**
 * A learning rate that warms up along half a cosine from 1/d to 1 during a share of the steps, and
 * then falls along half a cosine to 1/(d·e). The optimizer's rate is the peak.
 *
 * <p>The same as PyTorch's {@code OneCycleLR} in two phases; momentum is not cycled. Source: Smith
 * and Topin, <i>Super-convergence: very fast training of neural networks using large learning
 * rates</i>, 2018.
 *
 * @param warmup the share of the steps before the peak, in (0, 1)
 * @param start d, the peak over the first rate
 * @param end e, the first rate over the last
 */
public record OneCycle(double warmup, double start, double end) implements Schedule {

  /** Checks the ranges. */
  public OneCycle {
    if (!(warmup > 0 && warmup < 1)) {
      throw new IllegalArgumentException(
          "one-cycle schedule: the warm-up must be a share in (0, 1), found " + warmup);
    }
    Checks.positive("one-cycle schedule: the start divisor", start);
    Checks.positive("one-cycle schedule: the end divisor", end);
  }

  /** Creates the usual schedule: 30 % warm-up, from 1/25 to 1/250,000. */
  public OneCycle() {
    this(0.3, 25, 1e4);
  }

  @Override
  public double factor(long step, long epoch, long total) {
    double peak = warmup * total - 1;
    double first = 1 / start;
    return step <= peak
        ? between(first, 1, step / peak)
        : between(1, first / end, (step - peak) / (total - 1 - peak));
  }

  private static double between(double from, double to, double share) {
    return to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
  }

  @Override
  public String toString() {
    return "one cycle, warm-up " + warmup + ", from 1/" + start + " to 1/" + start * end;
  }
}
