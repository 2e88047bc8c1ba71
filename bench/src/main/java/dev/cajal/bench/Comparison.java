package dev.cajal.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Times a workload in rounds: a few of our steps, then as many milliseconds of each variant of the
 * rival, and again, so that both sides see the same machine. Medians of all steps are compared.
 */
public final class Comparison {
  static final double ROUND_MILLIS = 150;
  private static final double WARM_UP_MILLIS = 2500;

  private Comparison() {}

  /**
   * What was measured.
   *
   * @param workload the name of the workload
   * @param millis our median
   * @param minimum our shortest step
   * @param steps how many of our steps were timed
   * @param bytesPerStep heap allocated by the stepping thread in one step
   * @param rival the fastest variant of the rival, or null without one
   */
  public record Result(
      String workload,
      double millis,
      double minimum,
      int steps,
      double bytesPerStep,
      @Nullable Rival rival) {

    /** Returns the rival's median over ours; above 1 we are faster. */
    public double ratio() {
      return rival == null ? Double.NaN : rival.millis() / millis;
    }
  }

  /**
   * The fastest variant of the rival.
   *
   * @param variant its name and version
   * @param millis its median
   * @param minimum its shortest step
   * @param pairs how many rounds were run on both sides
   */
  public record Rival(String variant, double millis, double minimum, int pairs) {}

  /**
   * Measures one workload.
   *
   * @param against whether PyTorch runs beside us
   * @param seconds how long to measure, after warming up
   * @throws IOException if the rival does not start
   */
  public static Result measure(Workload workload, boolean against, double seconds)
      throws IOException {
    Steps steps = Steps.of(workload);
    if (!against) {
      return alone(workload, steps, seconds);
    }
    int threads = Runtime.getRuntime().availableProcessors();
    try (PyTorch rival = new PyTorch(workload, threads)) {
      Timing ours = new Timing();
      Map<String, Timing> theirs = new LinkedHashMap<>();
      Map<String, Integer> counts = new LinkedHashMap<>();
      for (String variant : rival.variants()) {
        theirs.put(variant, new Timing());
        counts.put(variant, stepsFor(rival.run(variant, 5)));
        rival.run(variant, counts.getOrDefault(variant, 1));
      }
      warmUp(steps);
      long end = System.nanoTime() + (long) (seconds * 1e9);
      int pairs = 0;
      while (System.nanoTime() < end || pairs < 3) {
        round(steps, ours);
        for (Map.Entry<String, Timing> variant : theirs.entrySet()) {
          String name = variant.getKey();
          for (double time : rival.run(name, counts.getOrDefault(name, 1))) {
            variant.getValue().add(time);
          }
        }
        pairs++;
      }
      Map.Entry<String, Timing> best =
          theirs.entrySet().stream()
              .min((a, b) -> Double.compare(a.getValue().median(), b.getValue().median()))
              .orElseThrow();
      return result(
          workload,
          steps,
          ours,
          new Rival(
              "PyTorch " + rival.version() + " " + best.getKey(),
              best.getValue().median(),
              best.getValue().minimum(),
              pairs));
    }
  }

  private static Result alone(Workload workload, Steps steps, double seconds) {
    warmUp(steps);
    Timing ours = new Timing();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end || ours.count() < 3) {
      ours.add(steps.run());
    }
    return result(workload, steps, ours, null);
  }

  private static Result result(Workload workload, Steps steps, Timing ours, @Nullable Rival rival) {
    return new Result(
        workload.name(), ours.median(), ours.minimum(), ours.count(), allocation(steps), rival);
  }

  static void warmUp(Steps steps) {
    long end = System.nanoTime() + (long) (WARM_UP_MILLIS * 1e6);
    for (int i = 0; i < 3 || System.nanoTime() < end; i++) {
      steps.run();
    }
  }

  static void round(Steps steps, Timing ours) {
    long end = System.nanoTime() + (long) (ROUND_MILLIS * 1e6);
    do {
      ours.add(steps.run());
    } while (System.nanoTime() < end);
  }

  private static int stepsFor(double[] times) {
    double last = times[times.length - 1];
    return Math.max(1, (int) (ROUND_MILLIS / last));
  }

  private static double allocation(Steps steps) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int runs = 20;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < runs; i++) {
      steps.run();
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / (double) runs;
  }
}
