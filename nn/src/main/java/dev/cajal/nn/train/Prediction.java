package dev.cajal.nn.train;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What a model says of one sample: a probability for each class. */
public final class Prediction {
  private final float[] probabilities;

  Prediction(float[] probabilities) {
    this.probabilities = probabilities;
  }

  /**
   * Returns the mean of what several models say.
   *
   * @throws IllegalArgumentException if there are none, or they know different numbers of classes
   */
  public static Prediction mean(List<Prediction> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there is no mean of no predictions");
    }
    float[] mean = new float[all.getFirst().probabilities.length];
    for (Prediction one : all) {
      if (one.probabilities.length != mean.length) {
        throw new IllegalArgumentException(
            "one model knows %d classes, another %d"
                .formatted(mean.length, one.probabilities.length));
      }
      for (int c = 0; c < mean.length; c++) {
        mean[c] += one.probabilities[c] / all.size();
      }
    }
    return new Prediction(mean);
  }

  /** Returns the probability of a class. */
  public float probability(int label) {
    return probabilities[label];
  }

  /** Returns the classes of the highest probabilities, the highest first. */
  public List<Integer> top(int count) {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparingDouble(label -> -probabilities[label]))
        .limit(count)
        .toList();
  }
}
