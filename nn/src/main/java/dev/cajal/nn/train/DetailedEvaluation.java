package dev.cajal.nn.train;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.LoaderOptions;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An {@link Evaluation} that keeps the probability of every class for every sample, and so knows
 * what thresholds would do and whether the model is as sure as it should be. It takes four bytes
 * for each class of each sample.
 *
 * <pre>{@code
 * DetailedEvaluation test = DetailedEvaluation.of(model, data.test(), EvaluationOptions.plain());
 * double area = test.roc(7).area(); // sevens against all others
 * double error = test.reliability(10).calibrationError();
 * }</pre>
 */
public final class DetailedEvaluation {
  private final Evaluation evaluation;
  private final int[] labels;
  private final float[] probabilities;

  private DetailedEvaluation(Evaluation evaluation, int[] labels, float[] probabilities) {
    this.evaluation = evaluation;
    this.labels = labels;
    this.probabilities = probabilities;
  }

  /**
   * Evaluates a model on every sample of a dataset.
   *
   * @throws IllegalArgumentException if the model does not give one score for each class
   */
  public static DetailedEvaluation of(Module model, Dataset data, EvaluationOptions options) {
    int classes = data.classes().size();
    float[] kept = new float[Math.multiplyExact(data.size(), classes)];
    LoaderOptions loading = LoaderOptions.ofBatch(options.batch()).transform(options.prepare());
    Evaluation evaluation =
        new Judge(model, data, loading, options.loss(), options.precision())
            .evaluate((scores, batch) -> {
              for (int i = 0; i < batch.size(); i++) {
                float[] row = Scores.softmax(scores, classes, i);
                System.arraycopy(row, 0, kept, batch.index(i) * classes, classes);
              }
            });
    int[] labels = IntStream.range(0, data.size()).map(data::label).toArray();
    return new DetailedEvaluation(evaluation, labels, kept);
  }

  /** Returns metrics, confusion, and what was said of each sample. */
  public Evaluation evaluation() {
    return evaluation;
  }

  /** Returns the class of a sample. */
  public int label(int sample) {
    return labels[sample];
  }

  /** Returns the probability that the model gave to a class of a sample. */
  public float probability(int sample, int label) {
    return probabilities[sample * evaluation.classes().size() + label];
  }

  /** Says whether samples of a class and others were there, so that it has curves. */
  public boolean hasCurves(int label) {
    return Arrays.stream(labels).anyMatch(l -> l == label)
        && Arrays.stream(labels).anyMatch(l -> l != label);
  }

  /**
   * Returns the curve of a class against all others, by its probability.
   *
   * @throws IllegalArgumentException if it or the others are missing
   */
  public RocCurve roc(int label) {
    return RocCurve.of(scores(label), positive(label));
  }

  /**
   * Returns the curve of a class against all others, by its probability.
   *
   * @throws IllegalArgumentException if it is missing
   */
  public PrecisionRecall precisionRecall(int label) {
    return PrecisionRecall.of(scores(label), positive(label));
  }

  private double[] scores(int label) {
    return IntStream.range(0, labels.length).mapToDouble(i -> probability(i, label)).toArray();
  }

  private boolean[] positive(int label) {
    boolean[] positive = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      positive[i] = labels[i] == label;
    }
    return positive;
  }

  /** Returns whether the model is right as often as it says, in bins of equal width. */
  public Reliability reliability(int bins) {
    float[] confidence = new float[labels.length];
    boolean[] right = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      confidence[i] = evaluation.confidence(i);
      right[i] = evaluation.predicted(i) == labels[i];
    }
    return Reliability.of(confidence, right, bins);
  }
}
