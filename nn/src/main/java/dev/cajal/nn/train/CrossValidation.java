package dev.cajal.nn.train;

import dev.cajal.nn.data.Fold;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How well a way of training does, judged on samples that were held out: a model for each fold, and
 * mean and spread of what they reach.
 *
 * <pre>{@code
 * CrossValidation judged =
 *     CrossValidation.of(
 *         Splits.folds(data.train(), 5, 1),
 *         fold -> {
 *           Normalize normalize = Preprocessing.STANDARDIZE.fit(fold.train());
 *           Module model = new Sequential(new Flatten(), new Linear(10));
 *           model.build(fold.train().shape(), 1);
 *           TrainerOptions options =
 *               TrainerOptions.of(Adam.of(1e-3)).pipeline(Pipeline.plain().prepare(normalize));
 *           new Trainer(model, options).train(fold.train());
 *           EvaluationOptions judging = EvaluationOptions.plain().prepare(normalize);
 *           return Evaluation.of(model, fold.heldOut(), judging).metrics();
 *         });
 * double accuracy = judged.accuracy();
 * }</pre>
 *
 * <p>Everything that learns from samples, preprocessing included, belongs inside. The deviation
 * tells how much the folds differ; they share training samples, so it is no unbiased estimate of
 * the error of the mean (Bengio and Grandvalet, 2004).
 *
 * <p>Source: Stone, <i>Cross-validatory choice and assessment of statistical predictions</i>, 1974.
 *
 * @param folds the result of each fold, in order
 */
public record CrossValidation(List<Metrics> folds) {

  /** Checks that there is a result. */
  public CrossValidation {
    folds = List.copyOf(folds);
    if (folds.isEmpty()) {
      throw new IllegalArgumentException("a cross-validation needs at least one fold");
    }
  }

  /** Trains on the training samples of a fold and judges on those held out. */
  @FunctionalInterface
  public interface Judged {
    /** Returns what a new model reached on the samples held out. */
    Metrics judge(Fold fold) throws IOException;
  }

  /**
   * Runs all folds, one after the other.
   *
   * @throws IOException if one of them does
   */
  public static CrossValidation of(List<Fold> folds, Judged training) throws IOException {
    List<Metrics> results = new ArrayList<>();
    for (Fold fold : folds) {
      results.add(training.judge(fold));
    }
    return new CrossValidation(results);
  }

  /** Returns the mean accuracy, from 0 to 1. */
  public double accuracy() {
    return mean(Metrics::accuracy);
  }

  /** Returns the standard deviation of the accuracies of single folds; 0 for one fold. */
  public double accuracyDeviation() {
    return deviation(Metrics::accuracy);
  }

  /** Returns the mean loss. */
  public double loss() {
    return mean(Metrics::loss);
  }

  /** Returns the standard deviation of the losses of single folds; 0 for one fold. */
  public double lossDeviation() {
    return deviation(Metrics::loss);
  }

  private double mean(ToDoubleFunction<Metrics> value) {
    return folds.stream().mapToDouble(value).average().orElseThrow();
  }

  private double deviation(ToDoubleFunction<Metrics> value) {
    double mean = mean(value);
    double squares = folds.stream().mapToDouble(value).map(v -> (v - mean) * (v - mean)).sum();
    return folds.size() < 2 ? 0 : Math.sqrt(squares / (folds.size() - 1));
  }
}
