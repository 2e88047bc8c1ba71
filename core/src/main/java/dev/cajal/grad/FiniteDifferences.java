package dev.cajal.grad;

import dev.cajal.backend.DType;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Derivatives by evaluating a function at nearby points: slow, approximate, and independent of
 * every rule, which is what makes it the witness for the others.
 *
 * <pre>
 * forward   (f(x + h) − f(x)) / h           error O(h),  n + 1 evaluations
 * backward  (f(x) − f(x − h)) / h           error O(h),  n + 1 evaluations
 * centred   (f(x + h) − f(x − h)) / 2h      error O(h²), 2n evaluations
 * </pre>
 *
 * Rounding adds an error of about ε/h, so that there is a best step: in float64 near 1e-8 for the
 * one-sided quotients and near 1e-5 for the centred one. A network of W weights costs O(W) per
 * evaluation, hence O(W²) for its gradient, where reverse mode needs O(W).
 */
public final class FiniteDifferences {
  /** A step that balances truncation against rounding for centred quotients in float64. */
  public static final double STEP = 1e-5;

  private FiniteDifferences() {}

  /** Which points a quotient uses. */
  public enum Scheme {
    /** f(x + h) and f(x). */
    FORWARD,
    /** f(x) and f(x − h). */
    BACKWARD,
    /** f(x + h) and f(x − h). */
    CENTRED
  }

  /**
   * A derivative and what it cost.
   *
   * @param values ∂f/∂x, of the shape of f followed by that of x; for a function of one element, of
   *     rank 0, the gradient
   * @param evaluations how often f was evaluated
   * @param multiplications what these took by the cost rules of the operations
   */
  public record Result(Tensor values, long evaluations, long multiplications) {}

  /**
   * The error of a derivative at one step.
   *
   * @param step h
   * @param error ‖approximation − exact‖ / ‖exact‖, or the numerator where the exact one is 0
   */
  public record ErrorAt(double step, double error) {}

  /**
   * Returns the derivative of a function of any shape, one element of x after the other.
   *
   * @param f maps a tensor of the type of x to a floating tensor
   * @param x the point, float32 or float64; no graph upstream of it is looked at
   * @param step h, positive
   * @throws IllegalArgumentException if x is not floating, or the step not positive
   */
  public static Result derivative(
      Function<Tensor, Tensor> f, Tensor x, Scheme scheme, double step) {
    if (!x.dtype().isFloating() || !(step > 0)) {
      throw new IllegalArgumentException(
          "finite differences: x is "
              + x.type()
              + " and the step "
              + step
              + ", expected a floating tensor and a positive step");
    }
    double[] point = x.toDoubles();
    Tensor here = f.apply(at(x, point));
    long work = Topology.cost(List.of(here)).multiplications();
    double[] base = scheme == Scheme.CENTRED ? new double[0] : here.toDoubles();
    int outputs = Math.toIntExact(here.shape().count());
    double[] values = new double[Math.multiplyExact(outputs, point.length)];
    long evaluations = scheme == Scheme.CENTRED ? 0 : 1;
    for (int i = 0; i < point.length; i++) {
      double[] above = base;
      double[] below = base;
      double value = point[i];
      double width = 0;
      if (scheme != Scheme.BACKWARD) {
        point[i] = value + step;
        above = f.apply(at(x, point)).toDoubles();
        width += step;
        evaluations++;
      }
      if (scheme != Scheme.FORWARD) {
        point[i] = value - step;
        below = f.apply(at(x, point)).toDoubles();
        width += step;
        evaluations++;
      }
      point[i] = value;
      for (int o = 0; o < outputs; o++) {
        values[o * point.length + i] = (above[o] - below[o]) / width;
      }
    }
    Tensor result = Tensor.of(here.shape().concat(x.shape()), values);
    return new Result(result, evaluations, Math.multiplyExact(work, evaluations));
  }

  /**
   * Returns the error of a derivative for each of some steps: falling with h while truncation
   * rules, rising again where rounding does.
   *
   * @param exact the derivative, as from {@link Gradients} or {@link Jacobian}
   */
  public static List<ErrorAt> errors(
      Function<Tensor, Tensor> f, Tensor x, Tensor exact, Scheme scheme, double... steps) {
    double[] right = exact.toDoubles();
    double norm = norm(right);
    return Arrays.stream(steps)
        .mapToObj(step -> {
          double[] found = derivative(f, x, scheme, step).values().toDoubles();
          if (found.length != right.length) {
            throw new IllegalArgumentException(
                "finite differences: the derivative has "
                    + found.length
                    + " elements, the exact one "
                    + exact.type());
          }
          Arrays.setAll(found, i -> found[i] - right[i]);
          return new ErrorAt(step, norm == 0 ? norm(found) : norm(found) / norm);
        })
        .toList();
  }

  /**
   * Returns the gradient of a scalar function by centred quotients, with 2n evaluations.
   *
   * @param f maps a tensor of the type of x to a tensor of one element
   * @param x the point
   * @param step h
   * @return ∂f/∂x in row-major order
   */
  public static double[] gradient(Function<Tensor, Tensor> f, Tensor x, double step) {
    return derivative(f, x, Scheme.CENTRED, step).values().toDoubles();
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

  private static Tensor at(Tensor x, double[] point) {
    Tensor moved = Tensor.of(x.shape(), point);
    return x.dtype() == DType.FLOAT64 ? moved : moved.cast(x.dtype()).detach();
  }

  private static double norm(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
  }
}
