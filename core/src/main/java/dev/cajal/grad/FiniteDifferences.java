package dev.cajal.grad;

import dev.cajal.tensor.Tensor;
import java.util.function.Function;

/**
 * Derivatives by evaluating a function at nearby points: slow, approximate, and independent of
 * every rule, which is what makes it the witness for the others. In float64 the centred quotient
 * (f(x+h) − f(x−h)) / 2h has an error of O(h²), best near h ≈ 1e-5.
 */
public final class FiniteDifferences {
  /** A step that balances truncation against rounding for centred quotients in float64. */
  public static final double STEP = 1e-5;

  private FiniteDifferences() {}

  /**
   * Returns the gradient of a scalar function by centred quotients, with 2n evaluations.
   *
   * @param f maps a tensor of the type of x to a tensor of one element
   * @param x the point, float64
   * @param step h
   * @return ∂f/∂x in row-major order
   */
  public static double[] gradient(Function<Tensor, Tensor> f, Tensor x, double step) {
    double[] point = x.toDoubles();
    double[] gradient = new double[point.length];
    for (int i = 0; i < point.length; i++) {
      double at = point[i];
      point[i] = at + step;
      double above = f.apply(Tensor.of(x.shape(), point)).toDoubles()[0];
      point[i] = at - step;
      double below = f.apply(Tensor.of(x.shape(), point)).toDoubles()[0];
      point[i] = at;
      gradient[i] = (above - below) / (2 * step);
    }
    return gradient;
  }

  /**
   * Returns the derivative of a function of any result along a direction, by a centred quotient.
   *
   * @param f maps a tensor of the type of x to a tensor
   * @param x the point, float64
   * @param direction ẋ, of the shape of x
   * @param step h
   * @return Jẋ in row-major order
   */
  public static double[] directional(
      Function<Tensor, Tensor> f, Tensor x, Tensor direction, double step) {
    double[] above = f.apply(x.add(direction.mul(step)).detach()).toDoubles();
    double[] below = f.apply(x.sub(direction.mul(step)).detach()).toDoubles();
    for (int i = 0; i < above.length; i++) {
      above[i] = (above[i] - below[i]) / (2 * step);
    }
    return above;
  }
}
