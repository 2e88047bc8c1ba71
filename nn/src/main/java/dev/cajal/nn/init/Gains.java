package dev.cajal.nn.init;

/**
 * By how much the first values of a weight must be larger because of the function that follows it,
 * as {@code torch.nn.init.calculate_gain} has them.
 *
 * <pre>{@code
 * Initializers.xavierUniform(Gains.tanh());
 * }</pre>
 */
public final class Gains {
  private Gains() {}

  /** Returns 1. */
  public static double linear() {
    return 1;
  }

  /** Returns 1. */
  public static double sigmoid() {
    return 1;
  }

  /** Returns 5/3. */
  public static double tanh() {
    return 5.0 / 3;
  }

  /** Returns √2: half of the variance does not pass. */
  public static double relu() {
    return Math.sqrt(2);
  }

  /** Returns √(2/(1 + slope²)). */
  public static double leakyRelu(double slope) {
    return Math.sqrt(2 / (1 + slope * slope));
  }

  /** Returns 3/4. */
  public static double selu() {
    return 0.75;
  }
}
