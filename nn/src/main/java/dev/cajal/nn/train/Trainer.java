package dev.cajal.nn.train;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Splits;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Trains a classifier: epochs of one compiled step, with metrics, validation, early stopping and
 * checkpoints.
 *
 * <pre>{@code
 * Module model = new Sequential(new Flatten(), new Linear(512), Activation.relu(), new Linear(10));
 * model.build(data.train().shape(), 1);
 * TrainerOptions options = TrainerOptions.of(Adam.of(1e-3)).epochs(3).batch(32).seed(1);
 * new Trainer(model, options).train(data.train());
 * double accuracy =
 *     Evaluation.of(model, data.test(), EvaluationOptions.plain()).metrics().accuracy();
 * }</pre>
 *
 * <p>The same seed gives the same numbers, to the last bit for a fixed number of kernel threads,
 * whether the run was interrupted and resumed or not. The last batch of an epoch may be smaller
 * than the others; every sample counts once an epoch.
 */
public final class Trainer {
  private final Module model;
  private final TrainerOptions options;
  private final Objective objective;

  /**
   * Creates a trainer.
   *
   * @param model built; its weights are where training begins, unless a checkpoint is resumed
   */
  public Trainer(Module model, TrainerOptions options) {
    this(model, options, Objective.of(options.loss()));
  }

  /**
   * Creates a trainer for another objective than the loss of scores and labels. Validation judges
   * by the loss of the options all the same.
   *
   * @param model built; its weights are where training begins, unless a checkpoint is resumed
   */
  public Trainer(Module model, TrainerOptions options, Objective objective) {
    this.model = model;
    this.options = options;
    this.objective = objective;
  }

  /**
   * Trains on a dataset, of which the options may set aside a share for validation.
   *
   * @throws DivergedException if loss or gradient stop being finite; the weights stay as they were
   *     before that step
   * @throws IllegalArgumentException if model, data and checkpoint do not fit each other
   * @throws IOException if a checkpoint cannot be read or written
   */
  public TrainingResult train(Dataset data) throws IOException {
    double share = options.validation().share();
    if (share == 0) {
      return new Run(model, options, objective, data, Optional.empty()).run();
    }
    List<Dataset> parts = Splits.stratified(data, options.seed(), 1 - share, share);
    if (parts.get(0).size() == 0 || parts.get(1).size() == 0) {
      throw new IllegalArgumentException(
          "a validation share of %s of %d samples leaves one part empty"
              .formatted(share, data.size()));
    }
    return train(parts.get(0), parts.get(1));
  }

  /**
   * Trains on one dataset and validates on another after each epoch.
   *
   * @throws DivergedException if loss or gradient stop being finite; the weights stay as they were
   *     before that step
   * @throws IllegalArgumentException if model, data and checkpoint do not fit each other
   * @throws IOException if a checkpoint cannot be read or written
   */
  public TrainingResult train(Dataset data, Dataset validation) throws IOException {
    return new Run(model, options, objective, data, Optional.of(validation)).run();
  }
}
