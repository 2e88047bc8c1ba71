package dev.cajal.nn.train;

import dev.cajal.nn.data.Dataset;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a model is right as often as it says: predictions in bins of equal width by the
 * probability of their first class, and in each bin the mean of that probability beside the share
 * that was right.
 *
 * <pre>{@code
 * Reliability reliability = Reliability.of(predictor.predictAll(samples), test, 10);
 * double error = reliability.calibrationError();
 * }</pre>
 *
 * <p>Source: Guo, Pleiss, Sun and Weinberger, <i>On calibration of modern neural networks</i>, ICML
 * 2017, section 2.
 *
 * @param bins from probability 0 to 1
 */
public record Reliability(List<Bin> bins) {

  /**
   * Predictions of about the same confidence.
   *
   * @param samples how many there are
   * @param confidence the mean probability of the first class; NaN if there are none
   * @param accuracy the share that was right; NaN if there are none
   */
  public record Bin(int samples, double confidence, double accuracy) {}

  /** Copies the bins. */
  public Reliability {
    bins = List.copyOf(bins);
  }

  /**
   * Compares predictions with labels.
   *
   * @param said one for each sample of the dataset, in its order
   * @param data which knows the labels
   * @param count of the bins, at least 1
   * @throws IllegalArgumentException if there are not as many predictions as samples
   */
  public static Reliability of(List<Prediction> said, Dataset data, int count) {
    if (said.size() != data.size() || count < 1) {
      throw new IllegalArgumentException(
          "reliability: %d predictions of %d samples in %d bins; all must be predicted, in at least 1"
              .formatted(said.size(), data.size(), count));
    }
    float[] confidence = new float[said.size()];
    boolean[] right = new boolean[said.size()];
    for (int i = 0; i < said.size(); i++) {
      int first = said.get(i).top(1).getFirst();
      confidence[i] = said.get(i).probability(first);
      right[i] = first == data.label(i);
    }
    return of(confidence, right, count);
  }

  /** Sorts predictions into bins by their confidence. */
  static Reliability of(float[] confidence, boolean[] right, int count) {
    int[] samples = new int[count];
    double[] sure = new double[count];
    double[] hits = new double[count];
    for (int i = 0; i < confidence.length; i++) {
      int bin = Math.clamp((long) (confidence[i] * count), 0, count - 1);
      samples[bin]++;
      sure[bin] += confidence[i];
      hits[bin] += right[i] ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < count; bin++) {
      double n = samples[bin] == 0 ? Double.NaN : samples[bin];
      bins.add(new Bin(samples[bin], sure[bin] / n, hits[bin] / n));
    }
    return new Reliability(bins);
  }

  /**
   * Returns the expected calibration error Σ n_b/n·|accuracy_b − confidence_b|, from 0 to 1; NaN
   * without samples.
   */
  public double calibrationError() {
    double all = 0;
    double error = 0;
    for (Bin bin : bins) {
      if (bin.samples() > 0) {
        all += bin.samples();
        error += bin.samples() * Math.abs(bin.accuracy() - bin.confidence());
      }
    }
    return error / all;
  }
}
