package dev.cajal.grad;

import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Compares gradients from reverse mode with centred finite differences. What is checked may be
 * anything made of tensors: a loss, a layer, a function; a result of more than one element is
 * weighted with random numbers and summed.
 *
 * <p>Elements of each variable are compared one by one, and, where a network is too big for that,
 * the derivative along random <em>directions</em> in which all variables move together. If a
 * direction disagrees, the variable that is to blame is searched for, and its elements are
 * compared.
 *
 * <p>The relative error is |a − n| / max(|a|, |n|, floor) of the analytic and the numeric
 * derivative. The floor is where rounding, about 16 ε |f| / h, would by itself reach the limit.
 * Where they disagree smaller steps are tried; and where they still do and the one-sided quotients
 * disagree as well, the function has a kink (a rectifier at 0, a maximum that changes place): such
 * an element is counted and left out.
 *
 * <pre>{@code
 * GradientReport report =
 *     GradientChecker.check(() -> loss(model), parameters, GradientChecker.Options.DEFAULT);
 * assert report.passed() : report;
 *
 * // a layer, by its parameters and its input
 * List<Variable> all = new ArrayList<>(layer.parameters());
 * all.add(input);
 * GradientChecker.check(() -> layer.apply(input.tensor(Trace.evaluation())), all, DEFAULT);
 *
 * GradientChecker.check(x -> x.softmax(-1), Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6.0), DEFAULT);
 * }</pre>
 */
public final class GradientChecker {

  private GradientChecker() {}

  /**
   * How thoroughly to check.
   *
   * @param step h of the finite differences
   * @param samples elements checked of each variable; all where it has no more
   * @param directions directions in which all variables move together
   * @param limit the largest relative error that passes
   * @param seed picks elements, directions and weights
   */
  public record Options(double step, int samples, int directions, double limit, long seed) {
    /** Up to 32 elements of each variable at h = 1e-5, to a relative error of 1e-5. */
    public static final Options DEFAULT = new Options(FiniteDifferences.STEP, 32, 0, 1e-5, 0);

    /** Checks that the step and the limit are positive. */
    public Options {
      if (!(step > 0) || !(limit > 0) || samples < 0 || directions < 0) {
        throw new IllegalArgumentException(
            "gradient check: step "
                + step
                + ", limit "
                + limit
                + ", samples "
                + samples
                + ", directions "
                + directions
                + "; the first two are positive, the others not negative");
      }
    }

    /** Returns these options with another step. */
    public Options step(double size) {
      return new Options(size, samples, directions, limit, seed);
    }

    /** Returns these options with another number of elements. */
    public Options samples(int count) {
      return new Options(step, count, directions, limit, seed);
    }

    /** Returns these options with another number of directions. */
    public Options directions(int count) {
      return new Options(step, samples, count, limit, seed);
    }

    /** Returns these options with another limit. */
    public Options limit(double error) {
      return new Options(step, samples, directions, error, seed);
    }

    /** Returns these options with another seed. */
    public Options seed(long value) {
      return new Options(step, samples, directions, limit, value);
    }
  }

  /**
   * Checks the gradient of anything that is computed from variables, such as a loss from the
   * parameters of a network, or the result of a layer from its parameters and its input.
   *
   * @param function builds the result, float64 of any shape, from the present values of the
   *     variables; it must be deterministic
   * @param variables float64 variables, left as they were
   * @throws IllegalArgumentException if a variable or the result is not float64, in which finite
   *     differences resolve nothing
   */
  public static GradientReport check(
      Supplier<Tensor> function, List<Variable> variables, Options options) {
    return new GradientCheck(function, variables, options).run();
  }

  /**
   * Checks the gradient of a function of one tensor, of any shapes.
   *
   * @param at the float64 point
   * @throws IllegalArgumentException if the point or the result is not float64
   */
  public static GradientReport check(
      Function<Tensor, Tensor> function, Tensor at, Options options) {
    Variable x = variable("x", at);
    return check(() -> function.apply(x.tensor()), List.of(x), options);
  }

  /**
   * Checks the gradient of a function of several tensors, which the report calls x0, x1, ….
   *
   * @param at the float64 points
   * @throws IllegalArgumentException if a point or the result is not float64
   */
  public static GradientReport check(
      Function<List<Tensor>, Tensor> function, List<Tensor> at, Options options) {
    List<Variable> xs = new ArrayList<>();
    IntStream.range(0, at.size()).forEach(i -> xs.add(variable("x" + i, at.get(i))));
    return check(() -> function.apply(xs.stream().map(Variable::tensor).toList()), xs, options);
  }

  private static Variable variable(String name, Tensor value) {
    Variable variable = new Variable(name, value.type());
    variable.set(value.values());
    return variable;
  }
}
