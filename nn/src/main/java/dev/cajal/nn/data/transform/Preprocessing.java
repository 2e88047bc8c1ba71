package dev.cajal.nn.data.transform;

import dev.cajal.nn.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The usual ways to bring the values of samples to a common scale. Each is fitted on training
 * samples only and gives a {@link Normalize}, which belongs to the model: whatever the model sees
 * later, validation, test or use, goes through the same numbers.
 *
 * <p>Without it a feature in [0, 500] beside one in [0, 10⁻⁴] decides every distance and nearly
 * every gradient alone.
 *
 * <pre>{@code
 * Normalize normalize = Preprocessing.STANDARDIZE.fit(fold.train());
 * }</pre>
 *
 * <p>Channels are the first axis of a sample: colours for images, single features for vectors.
 */
public enum Preprocessing {
  /** Leaves values as they are. */
  NONE,
  /** Subtracts the mean of each channel: {@code y = x - mean[c]}. */
  MEAN,
  /**
   * Subtracts the mean image: {@code y = x - mean[i]} for each value i.
   *
   * <p>Source: Krizhevsky, Sutskever and Hinton, 2012, section 2.
   */
  MEAN_IMAGE,
  /** Mean 0 and deviation 1 for each channel: {@code y = (x - mean[c]) / std[c]}. */
  STANDARDIZE,
  /** Mean 0 and deviation 1 for each value: {@code y = (x - mean[i]) / std[i]}. */
  STANDARDIZE_FEATURES,
  /** From 0 to 1 for each channel: {@code y = (x - min[c]) / (max[c] - min[c])}. */
  MIN_MAX,
  /** From 0 to 1 for each value: {@code y = (x - min[i]) / (max[i] - min[i])}. */
  MIN_MAX_FEATURES;

  /**
   * Fits this on training samples. What is constant in all of them is shifted and not scaled.
   *
   * @param training the samples to learn from, without those set aside for validation
   * @throws IllegalArgumentException if there are none
   */
  public Normalize fit(Dataset training) {
    return fit(Statistics.of(training));
  }

  /** Fits this on training samples that were measured. */
  public Normalize fit(Statistics training) {
    int channels = training.channels();
    int groups = perFeature() ? training.features() : channels;
    return switch (this) {
      case NONE -> new Normalize(same(channels, 0), same(channels, 1));
      case MEAN, MEAN_IMAGE -> new Normalize(list(training.mean(groups)), same(channels, 1));
      case STANDARDIZE, STANDARDIZE_FEATURES ->
          new Normalize(list(training.mean(groups)), list(training.deviation(groups)));
      case MIN_MAX, MIN_MAX_FEATURES -> {
        double[] range = training.range(groups);
        Arrays.setAll(range, g -> range[g] == 0 ? 1 : range[g]);
        yield new Normalize(list(training.least(groups)), list(range));
      }
    };
  }

  /**
   * Returns a line for the user if some of the values that are to be scaled one by one never change
   * in the training samples: these teach nothing, and cannot be scaled.
   */
  public Optional<String> remark(Statistics training) {
    boolean scalesEach = this == STANDARDIZE_FEATURES || this == MIN_MAX_FEATURES;
    boolean vectors = training.features() == training.channels() && this != NONE;
    int constant = training.constantFeatures();
    if (constant == 0 || !(scalesEach || vectors)) {
      return Optional.empty();
    }
    return Optional.of(
        ("%s: %d of %d features %s the same in all training samples (first: feature %d);"
                + " %s shifted, not scaled")
            .formatted(
                this,
                constant,
                training.features(),
                constant == 1 ? "is" : "are",
                training.firstConstantFeature(),
                constant == 1 ? "it is" : "they are"));
  }

  private boolean perFeature() {
    return this == MEAN_IMAGE || this == STANDARDIZE_FEATURES || this == MIN_MAX_FEATURES;
  }

  private static List<Double> list(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }

  private static List<Double> same(int count, double value) {
    return DoubleStream.generate(() -> value).limit(count).boxed().toList();
  }

  /** Returns the name as on the command line, such as {@code min-max}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
