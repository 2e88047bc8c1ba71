package dev.cajal.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Times a workload in rounds: a few of our steps, then as many milliseconds of each variant of each
 * rival, and again, so that all see the same machine. Medians of all steps are compared.
 *
 * @param rivals who runs beside us
 * @param seconds how long to measure, after warming up
 * @param notes is told, in a line, of a rival or a variant that cannot run here
 */
public record Comparison(List<Rival> rivals, double seconds, Consumer<String> notes) {
  static final double ROUND_MILLIS = 150;
  private static final double WARM_UP_MILLIS = 6000;

  /** Keeps a copy of the rivals. */
  public Comparison {
    rivals = List.copyOf(rivals);
  }

  /**
   * What was measured.
   *
   * @param workload the name of the workload
   * @param millis our median
   * @param minimum our shortest step
   * @param steps how many of our steps were timed
   * @param rounds how many rounds were run on all sides
   * @param bytesPerStep heap allocated by the stepping thread in one step
   * @param rivals the fastest variant of each rival that ran
   */
  public record Result(
      String workload,
      double millis,
      double minimum,
      int steps,
      int rounds,
      double bytesPerStep,
      List<Fastest> rivals) {}

  /**
   * The fastest variant of a rival.
   *
   * @param variant its name and version
   * @param millis its median
   * @param minimum its shortest step
   */
  public record Fastest(String variant, double millis, double minimum) {}

  /** Measures one workload. */
  public Result measure(Workload workload) {
    Steps steps = Steps.of(workload);
    List<Opponent> opponents = new ArrayList<>();
    try {
      start(workload, steps.parameters(), opponents);
      warmUp(steps);
      Timing ours = new Timing();
      long end = System.nanoTime() + (long) (seconds * 1e9);
      int rounds = 0;
      for (; System.nanoTime() < end || rounds < 3; rounds++) {
        round(steps, ours);
        opponents.removeIf(opponent -> !round(opponent));
      }
      return new Result(
          workload.name(),
          ours.median(),
          ours.minimum(),
          ours.count(),
          rounds,
          allocation(steps),
          opponents.stream().map(Opponent::fastest).toList());
    } finally {
      opponents.forEach(Opponent::close);
    }
  }

  private void start(Workload workload, long parameters, List<Opponent> opponents) {
    int threads = Runtime.getRuntime().availableProcessors();
    for (Rival rival : rivals.stream().filter(r -> r.knows(workload)).toList()) {
      try {
        RivalProcess process = rival.start(workload, threads);
        process.notes().forEach(notes);
        if (process.parameters() != parameters) {
          process.close();
          throw new IOException(
              process.name()
                  + " runs another "
                  + workload.model()
                  + ": it has "
                  + process.parameters()
                  + " parameters, ours "
                  + parameters);
        }
        opponents.add(new Opponent(process, rival.warmUpMillis()));
      } catch (IOException e) {
        notes.accept(e.getMessage());
      }
    }
  }

  private boolean round(Opponent opponent) {
    try {
      opponent.round();
      return true;
    } catch (IOException e) {
      notes.accept(e.getMessage());
      opponent.close();
      return false;
    }
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
