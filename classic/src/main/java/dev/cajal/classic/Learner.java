package dev.cajal.classic;

import dev.cajal.nn.data.Dataset;

/**
 * Options of a method that learns from samples. Learners are immutable, and one may be fitted any
 * number of times.
 *
 * @param <M> what comes out
 */
public interface Learner<M extends Fitted> {

  /**
   * Learns.
   *
   * @param samples to learn from
   * @throws IllegalArgumentException if the samples are not what the method needs: no labels, one
   *     class only, too few; the message says which
   */
  M fit(Samples samples);

  /**
   * Learns from a data set, whose samples are read as rows of features.
   *
   * @param data to learn from
   * @throws IllegalArgumentException as {@link #fit(Samples)} does
   */
  default M fit(Dataset data) {
    return fit(Samples.of(data));
  }
}
