package dev.cajal.nn.pretrain;

import dev.cajal.backend.ShapeException;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.function.Function;

/**
 * A linear layer and what follows it up to the next one: activation, normalisation, dropout. Below
 * it are layers that have learned already.
 */
final class HiddenLayer {
  private final Stack stack;
  private final int from;
  private final int to;

  HiddenLayer(Stack stack, int from, int to) {
    this.stack = stack;
    this.from = from;
    this.to = to;
  }

  /** Returns the path of the linear layer. */
  String path() {
    return stack.layer(from).path();
  }

  /** Returns W [out, in]. */
  Variable weight() {
    return stack.layer(from).own().getFirst().variable();
  }

  long inputs() {
    return weight().type().shape().dim(1);
  }

  long outputs() {
    return weight().type().shape().dim(0);
  }

  /** Returns what the layers below, as in use, make of samples; it is not to be trained. */
  Tensor input(Tensor images) {
    Trace trace = trace(images);
    Tensor x = trace.evaluating(() -> stack.apply(0, from, images)).stopGradient();
    if (x.rank() != 2) {
      throw new ShapeException(
              "input is " + x.shape() + ", pretraining expects [n, features]; put a Flatten before")
          .at("linear", path());
    }
    return x;
  }

  /** Returns the outputs of the activation. */
  Tensor output(Tensor input) {
    return stack.apply(from, to, input);
  }

  /** Returns the outputs of the linear layer alone. */
  Tensor linear(Tensor input) {
    return stack.apply(from, from + 1, input);
  }

  /** Returns what the inputs are: known behind a sigmoid, told for those of the whole model. */
  Visible visible(Visible told) {
    for (int place = from - 1; place >= 0; place--) {
      String type = stack.layer(place).type();
      if (type.equals("Sigmoid")) {
        return Visible.BERNOULLI;
      }
      if (!type.equals("Flatten") && !type.equals("Dropout")) {
        return Visible.GAUSSIAN;
      }
    }
    return told;
  }

  /** Throws unless a sigmoid follows, and nothing else. */
  void requireSigmoid() {
    List<String> types = stack.layers(from + 1, to).stream().map(Module::type).toList();
    if (!types.equals(List.of("Sigmoid"))) {
      throw new IllegalArgumentException(
          "pretraining %s as a Boltzmann machine needs a sigmoid behind it, found %s; use an"
                  .formatted(path(), types)
              + " autoencoder, or another activation");
    }
  }

  /** Returns the parameters of these layers. */
  List<Variable> parameters() {
    return stack.layers(from, to).stream().flatMap(l -> l.parameters().stream()).toList();
  }

  /** Runs a body whose random numbers are those of this layer. */
  <T> T drawing(Tensor x, Function<Trace, T> body) {
    Trace trace = trace(x);
    return trace.within(path(), () -> body.apply(trace));
  }

  private static Trace trace(Tensor x) {
    Trace trace = x.trace();
    if (trace == null) {
      throw new IllegalStateException("pretraining needs samples on a trace for training");
    }
    return trace;
  }
}
