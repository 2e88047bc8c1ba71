package dev.cajal.zoo;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.nn.Parameter;
import dev.cajal.nn.init.Initializers;
import dev.cajal.tensor.Tensor;

/** A number of its own added to every unit: {@code bias} has the shape of a sample. */
final class UnitBias extends Module {
  private final Parameter bias = parameter("bias", Initializers.zeros());

  @Override
  protected Tensor forward(Tensor x) {
    Shape shape = x.shape();
    return x.add(bias.at(x, shape.slice(1, shape.rank())));
  }
}
