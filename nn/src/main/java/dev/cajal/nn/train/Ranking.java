package dev.cajal.nn.train;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How many of each kind have at least a score, for every score that occurs, the highest first. */
final class Ranking {
  private final double[] thresholds;
  private final int[] hits;
  private final int[] alarms;
  private final int count;

  /**
   * Ranks samples.
   *
   * @throws IllegalArgumentException if there is not one score for each sample, or a score is not a
   *     number
   */
  Ranking(double[] scores, boolean[] positive) {
    if (scores.length != positive.length || Arrays.stream(scores).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException(
          "ranking: %d scores, %d of them not numbers, for %d samples; give a number for each"
              .formatted(
                  scores.length,
                  Arrays.stream(scores).filter(Double::isNaN).count(),
                  positive.length));
    }
    int n = scores.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[b], scores[a]))
            .mapToInt(i -> i)
            .toArray();
    thresholds = new double[n];
    hits = new int[n];
    alarms = new int[n];
    int steps = 0;
    for (int place = 0; place < n; place++) {
      double score = scores[order[place]];
      // Equal scores cannot be told apart: they make one step.
      if (steps == 0 || score != thresholds[steps - 1]) {
        thresholds[steps] = score;
        hits[steps] = steps == 0 ? 0 : hits[steps - 1];
        alarms[steps] = steps == 0 ? 0 : alarms[steps - 1];
        steps++;
      }
      hits[steps - 1] += positive[order[place]] ? 1 : 0;
      alarms[steps - 1] += positive[order[place]] ? 0 : 1;
    }
    count = steps;
  }

  int count() {
    return count;
  }

  double threshold(int step) {
    return thresholds[step];
  }

  int hits(int step) {
    return hits[step];
  }

  int alarms(int step) {
    return alarms[step];
  }

  int positives() {
    return count == 0 ? 0 : hits[count - 1];
  }

  int negatives() {
    return count == 0 ? 0 : alarms[count - 1];
  }
}
