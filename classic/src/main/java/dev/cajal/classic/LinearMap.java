package dev.cajal.classic;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.op.MatMul;
import dev.cajal.tensor.Tensor;

/** y = x Wᵀ + b: what a regression says, or the scores of a linear classifier. */
public final class LinearMap implements Fitted {
  private final Tensor weight;
  private final Tensor bias;

  /**
   * Creates the map.
   *
   * @param weight W [outputs, d], of a floating type
   * @param bias b [outputs], of the same type
   * @throws ShapeException if the shapes or types do not fit
   */
  public LinearMap(Tensor weight, Tensor bias) {
    if (weight.rank() != 2
        || !bias.type().equals(weight.type().with(Shape.of(weight.dim(0))))
        || !weight.dtype().isFloating()) {
      throw new ShapeException(
              "weight is %s, bias %s, expected [outputs, d] and [outputs] of one floating type"
                  .formatted(weight.type(), bias.type()))
          .at("linear map", "");
    }
    this.weight = weight.detach();
    this.bias = bias.detach();
  }

  /** Returns W, [outputs, d]. */
  public Tensor weight() {
    return weight;
  }

  /** Returns b, [outputs]. */
  public Tensor bias() {
    return bias;
  }

  @Override
  public Tensor predict(Tensor features) {
    Blocks.check("linear map", features, weight.type());
    return Tensor.apply(new MatMul(false, true), features, weight).add(bias).detach();
  }

  /**
   * Returns a network of one linear layer that computes the same from samples of any shape with d
   * values, so that the map can be saved, converted or trained on.
   *
   * @param sample the shape of one sample
   */
  public Module network(Shape sample) {
    Module network = new Sequential(new Flatten(), new Linear(weight.dim(0)));
    network.build(sample, 0);
    set(network, "1.weight", weight);
    set(network, "1.bias", bias);
    return network;
  }

  private static void set(Module network, String path, Tensor value) {
    TensorType type = network.variable(path).type();
    network.variable(path).set(value.cast(DType.FLOAT32).reshape(type.shape()));
  }
}
