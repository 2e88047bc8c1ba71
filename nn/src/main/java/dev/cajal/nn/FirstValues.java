package dev.cajal.nn;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.init.Initializer;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.List;

/**
 * Draws the first values of parameters, which depend on a seed and their paths alone. {@link
 * Module#build} does so by the rules of the layers; other rules are chosen afterwards:
 *
 * <pre>{@code
 * FirstValues.draw(model, "features.*.weight", Initializers.orthogonal(Gains.relu()), 1);
 * }</pre>
 */
public final class FirstValues {
  private final Trace random;

  FirstValues(long seed) {
    Variable state = new Variable("seed", new TensorType(DType.INT64, Shape.of(2)));
    state.set(Tensor.of(Shape.of(2), seed, 0L).values());
    random = Trace.training(state);
  }

  /**
   * Draws the values of some parameters of a built model again, by another rule.
   *
   * @param pattern of their paths, see {@link PathPattern}
   * @param seed of all random numbers
   * @throws IllegalArgumentException if there is no such parameter
   */
  public static void draw(Module model, String pattern, Initializer rule, long seed) {
    PathPattern paths = new PathPattern(pattern);
    List<Parameter> chosen =
        model.modules().values().stream()
            .flatMap(module -> module.own().stream())
            .filter(parameter -> !parameter.buffer() && paths.matches(parameter.path()))
            .toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "no parameter matches '" + pattern + "'; there are " + model.state().keySet());
    }
    FirstValues values = new FirstValues(seed);
    chosen.forEach(parameter -> values.draw(parameter, rule));
  }

  /**
   * Draws the first value of a parameter.
   *
   * @throws IllegalStateException if its shape is not known
   */
  void draw(Parameter parameter) {
    Initializer initializer = parameter.initializer();
    if (initializer == null) {
      throw new IllegalStateException(
          "parameter " + parameter.path() + " has no shape yet; call build(shape, seed) instead");
    }
    draw(parameter, initializer);
  }

  private void draw(Parameter parameter, Initializer rule) {
    random.within(
        "init." + parameter.path(),
        () -> {
          rule.initialise(parameter.variable(), random);
          return parameter;
        });
  }
}
