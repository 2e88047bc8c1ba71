package dev.cajal.nn.optim;

/**
 * A learning rate that falls to 0 along a power: the factor at step t of T is (1 − t/T)ᵖ.
 *
 * <p>The same as PyTorch's {@code PolynomialLR}.
 *
 * @param power p, positive
 */
public record Polynomial(double power) implements Schedule {

  /** Checks the range. */
  public Polynomial {
    Checks.positive("polynomial schedule: the power", power);
  }

  /** Creates a schedule that falls along a line. */
  public Polynomial() {
    this(1);
  }

  @Override
  public double factor(long step, long epoch, long total) {
    return Math.pow(1 - (double) Math.min(step, total) / total, power);
  }

  @Override
  public String toString() {
    return "polynomial of power " + power;
  }
}
