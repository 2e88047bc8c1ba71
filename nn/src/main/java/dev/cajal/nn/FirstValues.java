package dev.cajal.nn;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.init.Initializer;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;

/** Draws the first values of parameters, which depend on a seed and their paths alone. */
final class FirstValues {
  private final Trace random;

  FirstValues(long seed) {
    Variable state = new Variable("seed", new TensorType(DType.INT64, Shape.of(2)));
    state.set(Tensor.of(Shape.of(2), seed, 0L).values());
    random = Trace.training(state);
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
    random.within(
        "init." + parameter.path(),
        () -> {
          initializer.initialise(parameter.variable(), random);
          return parameter;
        });
  }
}
