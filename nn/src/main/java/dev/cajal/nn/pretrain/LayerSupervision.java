package dev.cajal.nn.pretrain;

import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.loss.Loss;
import dev.cajal.nn.train.Objective;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The loss of an output layer upon a hidden layer, for {@link SupervisedLayers}. */
final class LayerSupervision implements Objective {
  private final HiddenLayer layer;
  private final Loss loss;
  private final Helper output;

  LayerSupervision(HiddenLayer layer, Loss loss, int classes, long seed) {
    this.layer = layer;
    this.loss = loss;
    this.output = new Helper("output", new Linear(classes), layer.outputs(), seed);
  }

  @Override
  public Outcome of(Module model, Tensor images, Tensor labels) {
    Tensor scores = output.module().apply(layer.output(layer.input(images)));
    return new Outcome(loss.of(scores, labels), Optional.of(scores));
  }

  @Override
  public List<Variable> trained(Module model) {
    return output.with(layer.parameters());
  }

  @Override
  public Map<String, Variable> state() {
    return output.state();
  }

  @Override
  public String toString() {
    return "supervision of " + layer.path();
  }
}
