package dev.cajal.nn.train;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.Batch;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.LoaderOptions;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * How a model did on the samples of a dataset: metrics, the confusion of classes, and what it said
 * of each sample.
 *
 * <pre>{@code
 * Evaluation test = Evaluation.of(model, data.test(), EvaluationOptions.plain());
 * double accuracy = test.metrics().accuracy();
 * }</pre>
 */
public final class Evaluation {
  private final List<String> classes;
  private final long[][] counts;
  private final int[] predicted;
  private final float[] confidence;
  private final Tally tally = new Tally();

  Evaluation(List<String> classes, int samples) {
    this.classes = classes;
    this.counts = new long[classes.size()][classes.size()];
    this.predicted = new int[samples];
    this.confidence = new float[samples];
  }

  /**
   * Evaluates a model on every sample of a dataset.
   *
   * @throws IllegalArgumentException if the model does not give one score for each class
   */
  public static Evaluation of(Module model, Dataset data, EvaluationOptions options) {
    LoaderOptions loading = LoaderOptions.ofBatch(options.batch()).transform(options.prepare());
    return new Judge(model, data, loading, options.loss(), options.precision()).evaluate();
  }

  void add(double loss, MemorySegment scores, Batch batch) {
    tally.add(loss, scores, classes.size(), batch);
    for (int i = 0; i < batch.size(); i++) {
      int best = Scores.best(scores, classes.size(), i);
      predicted[batch.index(i)] = best;
      confidence[batch.index(i)] = Scores.confidence(scores, classes.size(), i);
      counts[batch.label(i)][best]++;
    }
  }

  /** Returns loss and accuracies over all samples. */
  public Metrics metrics() {
    return tally.metrics(classes.size());
  }

  /** Returns the class names. */
  public List<String> classes() {
    return classes;
  }

  /** Returns the number of samples. */
  public int samples() {
    return predicted.length;
  }

  /** Returns how many samples of one class were taken for another. */
  public long count(int label, int said) {
    return counts[label][said];
  }

  /** Returns the share of the samples of a class that were recognised; NaN if there are none. */
  public double accuracy(int label) {
    long all = 0;
    for (long count : counts[label]) {
      all += count;
    }
    return (double) counts[label][label] / all;
  }

  /** Returns the class that the model gave to a sample of the dataset. */
  public int predicted(int sample) {
    return predicted[sample];
  }

  /** Returns the probability that the model gave to that class. */
  public float confidence(int sample) {
    return confidence[sample];
  }
}
