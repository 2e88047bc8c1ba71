package dev.cajal.viz.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How often each class was taken for each class. Row: the true class; column: the predicted one.
 * Immutable.
 */
public final class ConfusionMatrix {
  private final List<String> labels;
  private final long[][] counts;

  private ConfusionMatrix(List<String> labels, long[][] counts) {
    this.labels = List.copyOf(labels);
    this.counts = counts;
  }

  /**
   * A matrix of counts.
   *
   * @param labels names of the classes
   * @param counts {@code [true][predicted]}, none negative; copied
   * @throws IllegalArgumentException if the counts are not square in the number of labels
   */
  public static ConfusionMatrix of(List<String> labels, long[][] counts) {
    int n = labels.size();
    if (counts.length != n) {
      throw wrong(n, counts.length + " rows");
    }
    long[][] copy = new long[n][];
    for (int i = 0; i < n; i++) {
      if (counts[i].length != n) {
        throw wrong(n, counts[i].length + " columns in row " + i);
      }
      copy[i] = counts[i].clone();
    }
    return new ConfusionMatrix(labels, copy);
  }

  private static IllegalArgumentException wrong(int n, String found) {
    return new IllegalArgumentException(
        "confusion matrix: " + n + " labels need " + n + " rows and columns, found " + found);
  }

  /** Names of the classes. */
  public List<String> labels() {
    return labels;
  }

  /** How many of class {@code truth} were taken for {@code predicted}. */
  public long count(int truth, int predicted) {
    return counts[truth][predicted];
  }

  /** All that were judged. */
  public long total() {
    return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
  }

  /** How many were of a class. */
  public long support(int truth) {
    long sum = 0;
    for (long count : counts[truth]) {
      sum += count;
    }
    return sum;
  }

  /** How many were taken for a class. */
  public long taken(int predicted) {
    long sum = 0;
    for (long[] row : counts) {
      sum += row[predicted];
    }
    return sum;
  }

  /** Share of all that were right; NaN if none was judged. */
  public double accuracy() {
    long right = 0;
    for (int i = 0; i < counts.length; i++) {
      right += counts[i][i];
    }
    return (double) right / total();
  }

  /** Share of a class that was recognised; NaN for a class that did not occur. */
  public double recall(int truth) {
    return (double) counts[truth][truth] / support(truth);
  }

  /** Share of the predictions of a class that were right; NaN for a class never predicted. */
  public double precision(int predicted) {
    return (double) counts[predicted][predicted] / taken(predicted);
  }

  /** Harmonic mean of precision and recall, {@code 2·hits / (support + taken)}. */
  public double f1(int label) {
    return 2.0 * counts[label][label] / (support(label) + taken(label));
  }

  /**
   * The most frequent mistakes, most frequent first; ties in the order of the classes.
   *
   * @param limit how many at most
   */
  public List<Mistake> mistakes(int limit) {
    List<Mistake> mistakes = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        if (i != j && counts[i][j] > 0) {
          mistakes.add(new Mistake(i, j, counts[i][j]));
        }
      }
    }
    mistakes.sort(Comparator.comparingLong(Mistake::count).reversed());
    return List.copyOf(mistakes.subList(0, Math.min(limit, mistakes.size())));
  }

  /**
   * One kind of mistake.
   *
   * @param truth index of the true class
   * @param predicted index of the class it was taken for
   * @param count how often
   */
  public record Mistake(int truth, int predicted, long count) {}
}
