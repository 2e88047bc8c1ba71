package dev.cajal.nn.optim;

/**
 * A learning rate that falls along half a cosine again and again: in a cycle of n epochs, of which
 * u have passed, parts of epochs counted, the factor is f + (1 − f)(1 + cos(π u / n)) / 2. The
 * first cycle has n₀ epochs, each other one m times as many as the one before.
 *
 * <p>The same as PyTorch's {@code CosineAnnealingWarmRestarts}. Source: Loshchilov and Hutter,
 * <i>SGDR: stochastic gradient descent with warm restarts</i>, ICLR 2017, equation 5.
 *
 * @param epochs n₀, at least 1
 * @param growth m, at least 1
 * @param floor f, what is left at the end of a cycle, in [0, 1)
 */
public record WarmRestarts(int epochs, int growth, double floor) implements Schedule {

  /** Checks the ranges. */
  public WarmRestarts {
    Checks.atLeast("warm restarts: the epochs of the first cycle", epochs, 1);
    Checks.atLeast("warm restarts: the growth", growth, 1);
    Checks.fraction("warm restarts: the floor", floor);
  }

  /** Creates a schedule of equal cycles that end at 0. */
  public WarmRestarts(int epochs) {
    this(epochs, 1, 0);
  }

  @Override
  public double factor(long step, long epoch, long total) {
    double passed = (double) step / epoch;
    double length = epochs;
    if (growth == 1) {
      passed %= length;
    }
    while (passed >= length) {
      passed -= length;
      length *= growth;
    }
    return floor + (1 - floor) * (1 + Math.cos(Math.PI * passed / length)) / 2;
  }

  @Override
  public String toString() {
    return "cosine restarted after " + epochs + " epochs, growth " + growth + ", to " + floor;
  }
}
