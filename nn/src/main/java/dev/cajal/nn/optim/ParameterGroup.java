package dev.cajal.nn.optim;

import dev.cajal.nn.PathPattern;
import dev.cajal.tensor.Variable;
import java.util.OptionalDouble;

/**
 * Parameters that are trained otherwise than the rest: by a factor of the learning rate, with
 * another weight decay, or not at all. A parameter belongs to the first group that takes it.
 *
 * <pre>{@code
 * List.of(
 *     ParameterGroup.of("features.0.*").freeze(),
 *     ParameterGroup.of("features.*").rate(0.01),
 *     ParameterGroup.vectors().decay(0)) // biases, and the scales and shifts of normalisation
 * }</pre>
 *
 * @param paths of the parameters
 * @param vectorsOnly whether it takes parameters of at most one axis alone
 * @param rate the factor of the learning rate
 * @param decay the weight decay; empty for that of the optimizer
 * @param frozen whether the parameters stay as they are
 */
public record ParameterGroup(
    PathPattern paths, boolean vectorsOnly, double rate, OptionalDouble decay, boolean frozen) {

  /** Checks the ranges. */
  public ParameterGroup {
    Checks.notNegative("parameter group " + paths + ": the factor of the learning rate", rate);
    decay.ifPresent(
        value -> Checks.notNegative("parameter group " + paths + ": weight decay", value));
  }

  /**
   * Returns the parameters whose paths match a pattern, such as {@code features.*}.
   *
   * @param pattern see {@link PathPattern}
   */
  public static ParameterGroup of(String pattern) {
    return new ParameterGroup(new PathPattern(pattern), false, 1, OptionalDouble.empty(), false);
  }

  /** Returns all parameters of at most one axis: biases, scales and shifts. */
  public static ParameterGroup vectors() {
    return new ParameterGroup(new PathPattern("*"), true, 1, OptionalDouble.empty(), false);
  }

  /** Returns this with a factor of the learning rate. */
  public ParameterGroup rate(double factor) {
    return new ParameterGroup(paths, vectorsOnly, factor, decay, frozen);
  }

  /** Returns this with a weight decay of its own. */
  public ParameterGroup decay(double value) {
    return new ParameterGroup(paths, vectorsOnly, rate, OptionalDouble.of(value), frozen);
  }

  /** Returns this, not trained. */
  public ParameterGroup freeze() {
    return new ParameterGroup(paths, vectorsOnly, rate, decay, true);
  }

  boolean takes(Variable parameter) {
    return paths.matches(parameter.name()) && !(vectorsOnly && parameter.type().shape().rank() > 1);
  }

  @Override
  public String toString() {
    return paths
        + (vectorsOnly ? " (vectors)" : "")
        + (frozen ? " frozen" : "")
        + (rate == 1 ? "" : " rate x" + rate)
        + (decay.isEmpty() ? "" : " weight decay " + decay.getAsDouble());
  }
}
