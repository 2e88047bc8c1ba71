package dev.cajal.graph;

import java.util.Arrays;

/** Keeps how long each call of a plan took in each of a number of runs. */
final class Stopwatch {
  private final long[][] calls;
  private final long[] between;
  private int run;

  /**
   * Makes room for the times.
   *
   * @param calls how many calls the plan has
   * @param runs how often it will run, at least once
   */
  Stopwatch(int calls, int runs) {
    if (runs < 1) {
      throw new IllegalArgumentException("a profile needs at least one run, got " + runs);
    }
    this.calls = new long[calls][runs];
    this.between = new long[runs];
  }

  /** Times a run of the whole step. */
  void time(Runnable step) {
    long start = System.nanoTime();
    step.run();
    between[run++] += System.nanoTime() - start;
  }

  /** Times a call inside of a run. */
  void time(int number, Call call) {
    long start = System.nanoTime();
    call.run();
    long time = System.nanoTime() - start;
    calls[number][run] = time;
    between[run] -= time;
  }

  /** Returns the median time of a call in microseconds. */
  double micros(int number) {
    return median(calls[number]);
  }

  /** Returns the median over the runs of the microseconds spent outside of calls. */
  double betweenMicros() {
    return median(between);
  }

  private static double median(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2e3;
  }
}
