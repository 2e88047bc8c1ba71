package dev.cajal.nn.optim;

/**
 * A learning rate that falls along half a cosine, step by step: the factor at step t of T is f + (1
 * − f)(1 + cos(π t / T)) / 2.
 *
 * <p>Source: Loshchilov and Hutter, <i>SGDR: stochastic gradient descent with warm restarts</i>,
 * ICLR 2017, equation 5, without restarts.
 *
 * @param floor f, what is left at the end, in [0, 1)
 */
public record Cosine(double floor) implements Schedule {

  /** Checks the range. */
  public Cosine {
    Checks.fraction("cosine schedule: the floor", floor);
  }

  /** Creates a schedule that ends at 0. */
  public Cosine() {
    this(0);
  }

  @Override
  public double factor(long step, long epoch, long total) {
    return floor + (1 - floor) * (1 + Math.cos(Math.PI * step / total)) / 2;
  }

  @Override
  public String toString() {
    return "cosine to " + floor;
  }
}
