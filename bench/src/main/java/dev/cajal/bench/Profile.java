package dev.cajal.bench;

import dev.cajal.backend.DType;
import dev.cajal.backend.Reorder;
import dev.cajal.graph.StepProfile;
import dev.cajal.graph.TimedCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Where the time of a step goes: its kernel calls, timed one by one, beside what the machine
 * reaches at best.
 *
 * @param workload the name of the workload
 * @param step the calls and the time between them
 * @param wholeMicros the median time of a whole step that is not profiled, microseconds
 * @param peaks what the machine reaches
 */
public record Profile(String workload, StepProfile step, double wholeMicros, Peaks peaks) {

  /** What a call is for. */
  public enum Group {
    /** Convolutions, matrix products and recurrences, with what is folded into them. */
    MATRIX("convolution and matrix"),
    /** Copies from one layout to another. */
    REORDER("reorders"),
    /** What runs after the guards were checked, and writes parameters and statistics. */
    UPDATE("update"),
    /** All else: elementwise passes, pools, norms, sums. */
    REST("elementwise, pool, norm");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    @Override
    public String toString() {
      return title;
    }

    /** Returns the group of a call. */
    public static Group of(TimedCall call) {
      String name = call.operation().name();
      if (name.startsWith("conv") || name.startsWith("matmul") || name.startsWith("recurrence")) {
        return MATRIX;
      }
      return call.operation() instanceof Reorder ? REORDER : call.update() ? UPDATE : REST;
    }
  }

  /**
   * The calls of a group together.
   *
   * @param group the group
   * @param calls how many there are
   * @param micros their time together
   * @param share that time as a fraction of the step
   * @param peak the mean of {@link Profile#peak} over the calls, weighted by their floating-point
   *     operations; NaN outside of {@link Group#MATRIX}
   * @param limit the time the machine's limits allow over the time taken
   */
  public record Total(
      Group group, int calls, double micros, double share, double peak, double limit) {}

  /**
   * Profiles a workload.
   *
   * @param seconds how long to measure, after warming up
   */
  public static Profile measure(Workload workload, Peaks peaks, double seconds) {
    Steps steps = Steps.of(workload);
    Comparison.warmUp(steps);
    Timing whole = new Timing();
    Comparison.round(steps, whole);
    int runs = Math.max(1, Math.min(1000, (int) (Comparison.ROUND_MILLIS / whole.median())));
    List<StepProfile> rounds = new ArrayList<>();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    do {
      rounds.add(steps.profile(runs));
      Comparison.round(steps, whole);
    } while (System.nanoTime() < end);
    return new Profile(workload.name(), median(rounds), whole.median() * 1e3, peaks);
  }

  /** Returns the median of each time in several rounds. */
  static StepProfile median(List<StepProfile> rounds) {
    List<TimedCall> calls = new ArrayList<>();
    for (int c = 0; c < rounds.getFirst().calls().size(); c++) {
      int number = c;
      double micros = median(rounds, r -> r.calls().get(number).micros());
      calls.add(rounds.getFirst().calls().get(c).taking(micros));
    }
    return new StepProfile(calls, median(rounds, StepProfile::betweenMicros));
  }

  private static double median(List<StepProfile> rounds, ToDoubleFunction<StepProfile> time) {
    Timing times = new Timing();
    rounds.forEach(r -> times.add(time.applyAsDouble(r)));
    return times.median();
  }

  /** Returns the calls in the order of the plan. */
  public List<TimedCall> calls() {
    return step.calls();
  }

  /** Returns the time of the calls and between them, of which shares are taken, microseconds. */
  public double micros() {
    return step.betweenMicros() + calls().stream().mapToDouble(TimedCall::micros).sum();
  }

  /** Returns the time of a call as a fraction of the step. */
  public double share(TimedCall call) {
    return call.micros() / micros();
  }

  /** Returns the floating-point operations per second of a call, two for each multiplication. */
  public double flops(TimedCall call) {
    return 2.0 * call.cost().multiplications() / seconds(call);
  }

  /** Returns the bytes per second of a call, if every operand passes memory once. */
  public double bandwidth(TimedCall call) {
    return call.cost().bytes() / seconds(call);
  }

  /**
   * Returns the operations per second of a call as a fraction of the peak for its element type; NaN
   * outside of {@link Group#MATRIX}.
   */
  public double peak(TimedCall call) {
    return Group.of(call) == Group.MATRIX ? flops(call) / ceiling(call) : Double.NaN;
  }

  /**
   * Returns the time that arithmetic at its peak or memory at full bandwidth would need, whichever
   * is longer, over the time taken. Above 1 where the operands lie in caches.
   */
  public double limit(TimedCall call) {
    return ideal(call) / seconds(call);
  }

  /** Returns the totals of the groups that have calls. */
  public List<Total> totals() {
    return Arrays.stream(Group.values()).map(this::total).filter(t -> t.calls() > 0).toList();
  }

  private Total total(Group group) {
    List<TimedCall> members = calls().stream().filter(c -> Group.of(c) == group).toList();
    double micros = members.stream().mapToDouble(TimedCall::micros).sum();
    double work = members.stream().mapToDouble(c -> c.cost().multiplications()).sum();
    double peak =
        members.stream().mapToDouble(c -> c.cost().multiplications() / work * peak(c)).sum();
    double ideal = members.stream().mapToDouble(this::ideal).sum();
    return new Total(
        group,
        members.size(),
        micros,
        micros / micros(),
        group == Group.MATRIX ? peak : Double.NaN,
        ideal / micros * 1e6);
  }

  private double ideal(TimedCall call) {
    double memory = call.cost().bytes() / peaks.bandwidth();
    return Group.of(call) == Group.MATRIX
        ? Math.max(memory, 2.0 * call.cost().multiplications() / ceiling(call))
        : memory;
  }

  private double ceiling(TimedCall call) {
    boolean half = call.inputs().stream().anyMatch(t -> t.dtype() == DType.BFLOAT16);
    return peaks.of(half ? DType.BFLOAT16 : DType.FLOAT32);
  }

  private static double seconds(TimedCall call) {
    return call.micros() / 1e6;
  }

  /** Returns the profile as text: a line for each call, then the groups. */
  @Override
  public String toString() {
    return ProfileTable.of(this);
  }
}
