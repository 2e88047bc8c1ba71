package dev.cajal.nn.optim;

/**
 * A learning rate that falls in steps: the factor is γ to the power ⌊e / n⌋ in epoch e = 0, 1, ….
 *
 * <p>The same as PyTorch's {@code StepLR} called once an epoch.
 *
 * @param epochs n, at least 1
 * @param gamma γ, positive
 */
public record StepDecay(int epochs, double gamma) implements Schedule {

  /** Checks the ranges. */
  public StepDecay {
    if (epochs < 1) {
      throw new IllegalArgumentException(
          "step schedule: the epochs between steps must be at least 1, found " + epochs);
    }
    Checks.positive("step schedule: gamma", gamma);
  }

  @Override
  public double factor(long step, long epoch, long total) {
    long falls = step / epoch / epochs;
    return Math.pow(gamma, (double) falls);
  }

  @Override
  public String toString() {
    return "times " + gamma + " every " + epochs + (epochs == 1 ? " epoch" : " epochs");
  }
}
