package dev.cajal.nn.train;

import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads rows of class scores, float32 [n, classes]. */
final class Scores {
  /** How many of the highest scores count for the wider accuracy. */
  static final int TOP = 5;

  private Scores() {}

  /** Checks that a model gives what is read here. */
  static void check(Tensor scores, int size, int classes) {
    TensorType expected = TensorType.float32(size, classes);
    if (!scores.type().equals(expected)) {
      throw new IllegalArgumentException(
          "the model gives %s for a batch of %d, the data have %d classes; expected %s"
              .formatted(scores.type(), size, classes, expected));
    }
  }

  private static float at(MemorySegment scores, int classes, int row, int column) {
    return scores.getAtIndex(ValueLayout.JAVA_FLOAT, (long) row * classes + column);
  }

  /**
   * Returns how many classes come before a label: 0 if it has the highest score. At a tie the lower
   * class is first, and a score that is not a number beats every label.
   */
  static int rank(MemorySegment scores, int classes, int row, int label) {
    float own = at(scores, classes, row, label);
    int rank = 0;
    for (int c = 0; c < classes; c++) {
      float other = at(scores, classes, row, c);
      if (!(other < own) && !(other == own && c >= label)) {
        rank++;
      }
    }
    return rank;
  }

  /** Returns the class of the highest score, the first at a tie. */
  static int best(MemorySegment scores, int classes, int row) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (at(scores, classes, row, c) > at(scores, classes, row, best)) {
        best = c;
      }
    }
    return best;
  }

  /** Returns the probabilities that a row of scores stands for. */
  static float[] softmax(MemorySegment scores, int classes, int row) {
    float highest = at(scores, classes, row, best(scores, classes, row));
    double[] powers = new double[classes];
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      powers[c] = Math.exp((double) at(scores, classes, row, c) - highest);
      sum += powers[c];
    }
    float[] probabilities = new float[classes];
    for (int c = 0; c < classes; c++) {
      probabilities[c] = (float) (powers[c] / sum);
    }
    return probabilities;
  }

  /** Returns the softmax of the highest score. */
  static float confidence(MemorySegment scores, int classes, int row) {
    float highest = at(scores, classes, row, best(scores, classes, row));
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += Math.exp(at(scores, classes, row, c) - highest);
    }
    return (float) (1 / sum);
  }
}
