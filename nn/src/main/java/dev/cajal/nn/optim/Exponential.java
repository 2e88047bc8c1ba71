package dev.cajal.nn.optim;

/**
 * A learning rate that falls by a factor each epoch: γ to the power e in epoch e = 0, 1, ….
 *
 * <p>The same as PyTorch's {@code ExponentialLR} called once an epoch.
 *
 * @param gamma γ, positive
 */
public record Exponential(double gamma) implements Schedule {

  /** Checks the range. */
  public Exponential {
    Checks.positive("exponential schedule: gamma", gamma);
  }

  @Override
  public double factor(long step, long epoch, long total) {
    long falls = step / epoch;
    return Math.pow(gamma, (double) falls);
  }

  @Override
  public String toString() {
    return "times " + gamma + " every epoch";
  }
}
