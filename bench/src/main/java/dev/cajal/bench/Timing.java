package dev.cajal.bench;

import java.util.Arrays;

/** Milliseconds of many steps. */
final class Timing {
  private double[] times = new double[256];
  private int count;

  void add(double milliseconds) {
    if (count == times.length) {
      times = Arrays.copyOf(times, 2 * count);
    }
    times[count++] = milliseconds;
  }

  int count() {
    return count;
  }

  double median() {
    double[] sorted = Arrays.copyOf(times, count);
    Arrays.sort(sorted);
    return count == 0 ? Double.NaN : (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
  }

  /** Returns the time that a quarter of the steps did not exceed. */
  double lowerQuartile() {
    double[] sorted = Arrays.copyOf(times, count);
    Arrays.sort(sorted);
    return count == 0 ? Double.NaN : sorted[(count - 1) / 4];
  }

  double minimum() {
    return Arrays.stream(times, 0, count).min().orElse(Double.NaN);
  }
}
