package dev.cajal.nn.train;

import dev.cajal.nn.Module;
import dev.cajal.nn.loss.Loss;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a training step makes small, where a {@link Loss} of scores and labels does not say enough:
 * because it looks at the samples again, at layers within the model, or at another model. It is
 * part of the compiled step as everything is, and its text tells runs apart when one is resumed.
 *
 * <pre>{@code
 * Objective quiet = // a penalty of large scores
 *     (model, images, labels) -> {
 *       Tensor scores = model.apply(images);
 *       Tensor loss = Losses.crossEntropy(scores, labels).add(scores.square().mean().mul(0.01));
 *       return new Objective.Outcome(loss, Optional.of(scores));
 *     };
 * new Trainer(model, options, quiet).train(data);
 * }</pre>
 */
@FunctionalInterface
public interface Objective {

  /**
   * What a pass over a batch gives.
   *
   * @param loss a tensor of one element, the mean over the batch
   * @param scores of the classes [n, classes], from which the accuracy follows; empty if there are
   *     none
   */
  record Outcome(Tensor loss, Optional<Tensor> scores) {}

  /**
   * Applies a model to a batch, on the trace of the images.
   *
   * @param images [n, ...]
   * @param labels [n], int64, from 0
   */
  Outcome of(Module model, Tensor images, Tensor labels);

  /** Returns what is trained: the parameters of the model, unless this says otherwise. */
  default List<Variable> trained(Module model) {
    return model.parameters();
  }

  /** Returns variables of its own that checkpoints save, by name; such as those of a decoder. */
  default Map<String, Variable> state() {
    return Map.of();
  }

  /** Returns the usual objective: a loss of the scores and the labels. */
  static Objective of(Loss loss) {
    return new ScoresObjective(loss);
  }
}
