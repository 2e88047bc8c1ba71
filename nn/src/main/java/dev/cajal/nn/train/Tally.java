package dev.cajal.nn.train;

import dev.cajal.nn.data.Batch;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Running sums over the batches of an epoch; adding to them allocates nothing. */
final class Tally {
  private static final int FIELDS = 9;

  private double loss;
  private double norm;
  private long correct;
  private long near;
  private long scored;
  private long samples;
  private long steps;
  private long nanos;
  private long waited;

  void clear() {
    loss = 0;
    norm = 0;
    correct = 0;
    near = 0;
    scored = 0;
    samples = 0;
    steps = 0;
    nanos = 0;
    waited = 0;
  }

  /** Adds one batch: its mean loss, and its scores [n, classes], if any, against its labels. */
  void add(double meanLoss, @Nullable MemorySegment scores, int classes, Batch batch) {
    if (scores != null) {
      for (int i = 0; i < batch.size(); i++) {
        int rank = Scores.rank(scores, classes, i, batch.label(i));
        correct += rank == 0 ? 1 : 0;
        near += rank < Scores.TOP ? 1 : 0;
      }
      scored += batch.size();
    }
    loss += meanLoss * batch.size();
    samples += batch.size();
    steps++;
  }

  /** Adds what only training knows of a step, and how much of its time was spent on waiting. */
  void addStep(double gradientNorm, long tookNanos, long waitedNanos) {
    norm += gradientNorm;
    nanos += tookNanos;
    waited += waitedNanos;
  }

  long steps() {
    return steps;
  }

  double loss() {
    return loss / samples;
  }

  /** Returns the share of those with scores that were right; NaN if none have. */
  double accuracy() {
    return (double) correct / scored;
  }

  double gradientNorm() {
    return norm / steps;
  }

  double seconds() {
    return nanos / 1e9;
  }

  /** Returns the share of the time for which steps waited for data. */
  double stall() {
    return nanos == 0 ? 0 : (double) waited / nanos;
  }

  double imagesPerSecond() {
    return nanos == 0 ? 0 : samples / seconds();
  }

  Metrics metrics(int classes) {
    double top = classes > Scores.TOP ? (double) near / scored : Double.NaN;
    return new Metrics(loss(), accuracy(), top);
  }

  /** Returns the sums as text that {@link #restore} reads back without loss. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%s %s %d %d %d %d %d %d %d",
        Double.toHexString(loss),
        Double.toHexString(norm),
        correct,
        near,
        scored,
        samples,
        steps,
        nanos,
        waited);
  }

  /**
   * Sets the sums from text.
   *
   * @throws IllegalArgumentException if the text is not what {@link #text} writes
   */
  void restore(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != FIELDS) {
      throw new IllegalArgumentException("the sums of an epoch have " + parts.length + " parts");
    }
    loss = Double.parseDouble(parts[0]);
    norm = Double.parseDouble(parts[1]);
    correct = Long.parseLong(parts[2]);
    near = Long.parseLong(parts[3]);
    scored = Long.parseLong(parts[4]);
    samples = Long.parseLong(parts[5]);
    steps = Long.parseLong(parts[6]);
    nanos = Long.parseLong(parts[7]);
    waited = Long.parseLong(parts[8]);
  }
}
