package dev.cajal.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A rival on one workload: a process, and the times of each of its variants. */
final class Opponent implements AutoCloseable {
  private final RivalProcess process;
  private final List<Variant> variants = new ArrayList<>();

  private record Variant(String name, int stepsPerRound, Timing timing) {}

  /** Warms the process up, and finds out how many steps of each variant fill a round. */
  Opponent(RivalProcess process, double warmUpMillis) throws IOException {
    this.process = process;
    for (String name : process.variants()) {
      int steps = 1;
      double spent = 0;
      while (spent < warmUpMillis) {
        double[] times = process.run(name, steps);
        spent += Arrays.stream(times).sum();
        steps = Math.max(1, (int) (Comparison.ROUND_MILLIS / times[times.length - 1]));
      }
      variants.add(new Variant(name, steps, new Timing()));
    }
  }

  /** Runs a round of each variant. */
  void round() throws IOException {
    for (Variant variant : variants) {
      for (double time : process.run(variant.name(), variant.stepsPerRound())) {
        variant.timing().add(time);
      }
    }
  }

  /** Returns the variant with the smallest median. */
  Comparison.Fastest fastest() {
    Variant best =
        variants.stream().min(Comparator.comparingDouble(v -> v.timing().median())).orElseThrow();
    return new Comparison.Fastest(
        process.name() + " " + best.name(), best.timing().median(), best.timing().minimum());
  }

  @Override
  public void close() {
    process.close();
  }
}
