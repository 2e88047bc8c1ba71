package dev.cajal.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A rival on one workload: a process, and the times of each of its variants. */
final class Opponent implements AutoCloseable {
  private final RivalProcess process;
  private final List<Variant> variants = new ArrayList<>();

  private record Variant(String name, int stepsPerRound, Timing timing) {}

  /** Warms the process up, and finds out how many steps of each variant fill a round. */
  Opponent(RivalProcess process, double roundMillis) throws IOException {
    this.process = process;
    for (String name : process.variants()) {
      double[] first = process.run(name, 5);
      int steps = Math.max(1, (int) (roundMillis / first[first.length - 1]));
      process.run(name, steps);
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
