package dev.cajal.nn.pretrain;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.nn.Parameter;
import dev.cajal.nn.init.Initializers;
import dev.cajal.nn.loss.BceWithLogits;
import dev.cajal.nn.loss.Quadratic;
import dev.cajal.nn.loss.Reduction;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.function.Function;

/** The way back from hidden units to inputs: z = h·W + c, W [hidden, in] of a layer or its own. */
final class Decoder extends Module {
  private final Parameter bias = parameter("bias", Initializers.constant(0));
  private final long inputs;
  private Function<Tensor, Tensor> weight;

  private Decoder(HiddenLayer layer) {
    Variable shared = layer.weight();
    inputs = layer.inputs();
    weight = h -> h.trace() == null ? shared.tensor() : shared.tensor(h.trace());
  }

  /** Returns a decoder that shares the weights of a layer. */
  static Decoder tied(HiddenLayer layer) {
    return new Decoder(layer);
  }

  /** Returns a decoder with weights of its own. */
  static Decoder free(HiddenLayer layer) {
    Decoder decoder = new Decoder(layer);
    Parameter own = decoder.parameter("weight");
    decoder.weight = h -> own.at(h, Shape.of(layer.inputs(), h.dim(1))).transpose();
    return decoder;
  }

  @Override
  protected Tensor forward(Tensor h) {
    return h.matmul(weight.apply(h)).add(bias(h));
  }

  /** Returns c for tensors of the trace of x. */
  Tensor bias(Tensor x) {
    return bias.at(x, Shape.of(inputs));
  }

  /** Returns the mean error over the batch of a reconstruction, before any sigmoid. */
  static Tensor error(Tensor z, Tensor x, Visible visible) {
    return switch (visible) {
      case BERNOULLI ->
          new BceWithLogits().reduction(Reduction.SUM).of(z, x).div((double) x.dim(0));
      case GAUSSIAN -> new Quadratic().of(z, x);
    };
  }
}
