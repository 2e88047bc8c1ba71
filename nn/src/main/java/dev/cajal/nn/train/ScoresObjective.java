package dev.cajal.nn.train;

import dev.cajal.nn.Module;
import dev.cajal.nn.loss.Loss;
import dev.cajal.tensor.Tensor;
import java.util.Optional;

/** A loss of the scores of a model and the labels. */
record ScoresObjective(Loss loss) implements Objective {

  @Override
  public Outcome of(Module model, Tensor images, Tensor labels) {
    Tensor scores = model.apply(images);
    return new Outcome(loss.of(scores, labels), Optional.of(scores));
  }

  @Override
  public String toString() {
    return "scores";
  }
}
