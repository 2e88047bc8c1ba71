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
