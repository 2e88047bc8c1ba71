package dev.cajal.nn.optim;

/**
 * A learning rate that warms up from 1/d to 1 during a share of the steps, and then falls to
 * 1/(d·e), along half cosines or lines. The optimizer's rate is the peak. In three phases it falls
 * to 1/d as fast as it rose, and then to 1/(d·e).
 *
 * <p>The same as PyTorch's {@code OneCycleLR}; momentum is not cycled. Source: Smith and Topin,
 * <i>Super-convergence: very fast training of neural networks using large learning rates</i>, 2018.
 *
 * @param warmup the share of the steps before the peak, in (0, 1)
 * @param start d, the peak over the first rate
 * @param end e, the first rate over the last
 * @param linear whether it goes along lines
 * @param threePhases whether there are three phases
 */
public record OneCycle(double warmup, double start, double end, boolean linear, boolean threePhases)
    implements Schedule {

  /** Checks the ranges. */
  public OneCycle {
    if (!(warmup > 0 && warmup < 1)) {
      throw new IllegalArgumentException(
          "one-cycle schedule: the warm-up must be a share in (0, 1), found " + warmup);
    }
    if (threePhases && warmup > 0.5) {
      throw new IllegalArgumentException(
          "one-cycle schedule: three phases need a warm-up of at most a half, found " + warmup);
    }
    Checks.positive("one-cycle schedule: the start divisor", start);
    Checks.positive("one-cycle schedule: the end divisor", end);
  }

  /** Creates a schedule of two phases along cosines. */
  public OneCycle(double warmup, double start, double end) {
    this(warmup, start, end, false, false);
  }

  /** Creates the usual schedule: 30 % warm-up, from 1/25 to 1/250,000. */
  public OneCycle() {
    this(0.3, 25, 1e4);
  }

  /** Returns this along lines. */
  public OneCycle alongLines() {
    return new OneCycle(warmup, start, end, true, threePhases);
  }

  /** Returns this in three phases. */
  public OneCycle inThreePhases() {
    return new OneCycle(warmup, start, end, linear, true);
  }

  @Override
  public double factor(long step, long epoch, long total) {
    double peak = warmup * total - 1;
    double first = 1 / start;
    double last = total - 1.0;
    if (step <= peak) {
      return between(first, 1, step / peak);
    }
    if (!threePhases) {
      return between(1, first / end, (step - peak) / (last - peak));
    }
    double down = 2 * warmup * total - 2;
    return step <= down
        ? between(1, first, (step - peak) / (down - peak))
        : between(first, first / end, (step - down) / (last - down));
  }

  private double between(double from, double to, double share) {
    return linear
        ? from + (to - from) * share
        : to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
  }

  @Override
  public String toString() {
    return "one cycle, warm-up "
        + warmup
        + ", from 1/"
        + start
        + " to 1/"
        + start * end
        + (linear ? ", linear" : "")
        + (threePhases ? ", three phases" : "");
  }
}
