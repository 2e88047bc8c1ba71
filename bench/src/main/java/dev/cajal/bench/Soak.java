package dev.cajal.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A workload run for long, to see whether step time drifts or memory grows.
 *
 * @param minutes what was seen in each minute
 */
public record Soak(List<Minute> minutes) {
  /** Step times of the first and second half may differ by this part. */
  public static final double MOST_DRIFT = 0.10;

  /** Memory may grow by this much from the first half to the second. */
  public static final long MOST_GROWTH = 16L << 20;

  /** Copies the minutes. */
  public Soak {
    minutes = List.copyOf(minutes);
  }

  /**
   * What was seen in a minute.
   *
   * @param number counted from 1
   * @param steps how many steps were run
   * @param millis their median, milliseconds
   * @param quartile the time that a quarter of them did not exceed: other programs, which only ever
   *     lengthen a step, disturb it less than the median, and a drift of most steps moves it
   * @param resident bytes of the process in memory at the end
   * @param heap bytes of the heap in use at the end, garbage included
   */
  public record Minute(
      int number, int steps, double millis, double quartile, long resident, long heap) {}

  /**
   * Runs a workload.
   *
   * @param minutes how long
   * @param listener is told of each minute
   * @throws IOException if the system does not tell how much memory the process has
   */
  public static Soak run(Workload workload, int minutes, Consumer<Minute> listener)
      throws IOException {
    Steps steps = Steps.of(workload);
    Comparison.warmUp(steps);
    List<Minute> seen = new ArrayList<>();
    for (int m = 1; m <= minutes; m++) {
      Timing times = new Timing();
      long end = System.nanoTime() + 60_000_000_000L;
      do {
        times.add(steps.run());
      } while (System.nanoTime() < end);
      Runtime heap = Runtime.getRuntime();
      Minute minute =
          new Minute(
              m,
              times.count(),
              times.median(),
              times.lowerQuartile(),
              Residence.of(ProcessHandle.current().pid()).bytes(),
              heap.totalMemory() - heap.freeMemory());
      seen.add(minute);
      listener.accept(minute);
    }
    return new Soak(seen);
  }

  /**
   * Returns by which part the median minute of the second half is slower than that of the first,
   * judged by the lower quartile of each minute.
   */
  public double drift() {
    Timing early = new Timing();
    Timing late = new Timing();
    firstHalf().forEach(m -> early.add(m.quartile()));
    secondHalf().forEach(m -> late.add(m.quartile()));
    return late.median() / early.median() - 1;
  }

  /** Returns by how many bytes the largest minute of the second half exceeds that of the first. */
  public long growth() {
    return most(secondHalf()) - most(firstHalf());
  }

  /** Returns whether neither exceeds its limit. */
  public boolean steady() {
    return drift() <= MOST_DRIFT && growth() <= MOST_GROWTH;
  }

  private static long most(List<Minute> minutes) {
    return minutes.stream().mapToLong(Minute::resident).max().orElseThrow();
  }

  private List<Minute> firstHalf() {
    return minutes.subList(0, Math.ceilDiv(minutes.size(), 2));
  }

  private List<Minute> secondHalf() {
    return minutes.subList(minutes.size() / 2, minutes.size());
  }
}
