package dev.cajal.graph;

import dev.cajal.backend.Cost;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Reorder;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A flat list of kernel calls with their memory: made once, replayed without allocation. It prints
 * itself: every call with its kernel and layouts, reorders, fusions, bytes.
 */
public final class Plan {
  private final Graph graph;
  private final List<Call> calls;
  private final int guardedCalls;
  private final Frozen frozen;
  private final @Nullable Layout[] layouts;
  private final Capture.Source[] bound;
  private final List<Buffer> slots;
  private final List<List<Call>> bySlot = new ArrayList<>();
  private final List<Buffer> results;
  private final List<TensorType> types;
  private final PlanMemory.Result memory;
  private final Optional<Recompute.Result> recomputed;
  private final long inputBytes;
  private @Nullable Stopwatch stopwatch;

  Plan(
      Graph graph,
      List<Call> calls,
      int guardedCalls,
      Frozen frozen,
      @Nullable Layout[] layouts,
      List<Buffer> slots,
      List<Buffer> results,
      List<TensorType> types,
      PlanMemory.Result memory,
      Optional<Recompute.Result> recomputed) {
    this.graph = graph;
    this.calls = calls;
    this.guardedCalls = guardedCalls;
    this.frozen = frozen;
    this.layouts = layouts;
    this.bound = new Capture.Source[slots.size()];
    this.slots = slots;
    this.results = results;
    this.types = types;
    this.memory = memory;
    this.recomputed = recomputed;
    this.inputBytes =
        graph.vertices().stream()
            .filter(v -> v.op() instanceof Input)
            .mapToLong(v -> v.types().getFirst().bytes())
            .sum();
    slots.forEach(s -> bySlot.add(new ArrayList<>()));
    calls.forEach(this::watch);
  }

  private void watch(Call call) {
    boolean bound = true;
    for (Buffer[] buffers : List.of(call.in, call.out)) {
      for (Buffer buffer : buffers) {
        if (buffer.root().external()) {
          List<Call> users = bySlot.get(buffer.root().slot);
          if (!users.contains(call)) {
            users.add(call);
          }
          bound = false;
        }
      }
    }
    if (bound) {
      call.bind();
    }
  }

  /** Returns whether all variables lie in the layouts for which this was planned. */
  boolean fits(List<Capture.Source> sources) {
    for (int s = 0; s < layouts.length; s++) {
      Variable variable = sources.get(s).variable();
      if (variable != null && !variable.layout().equals(layouts[s])) {
        return false;
      }
    }
    return true;
  }

  /** Binds a source; free of cost when its data is where it was. */
  void bind(int slot, Capture.Source source) {
    bound[slot] = source;
    MemorySegment data = source.data();
    Buffer buffer = slots.get(slot);
    if (buffer.placed() && buffer.memory().address() == data.address()) {
      return;
    }
    buffer.place(data);
    for (Call call : bySlot.get(slot)) {
      if (complete(call)) {
        call.bind();
      }
    }
  }

  private static boolean complete(Call call) {
    for (Buffer buffer : call.in) {
      if (!buffer.placed()) {
        return false;
      }
    }
    for (Buffer buffer : call.out) {
      if (!buffer.placed()) {
        return false;
      }
    }
    return true;
  }

  /** Runs the calls on which outputs and guards depend. */
  void runGuarded() {
    frozen.refresh(bound);
    run(0, guardedCalls);
  }

  /** Runs the calls that compute and write updates. */
  void runUpdates() {
    run(guardedCalls, calls.size());
  }

  private void run(int from, int to) {
    Stopwatch watch = stopwatch;
    try {
      for (int c = from; c < to; c++) {
        if (watch == null) {
          calls.get(c).run();
        } else {
          watch.time(c, calls.get(c));
        }
      }
    } finally {
      // Kernels know their memory by address; it must outlive the last of them.
      Reference.reachabilityFence(this);
    }
  }

  /** Times every call while a step of this plan runs a number of times. */
  StepProfile profile(Runnable step, int runs) {
    Stopwatch watch = new Stopwatch(calls.size(), runs);
    stopwatch = watch;
    try {
      for (int r = 0; r < runs; r++) {
        watch.time(step);
      }
    } finally {
      stopwatch = null;
    }
    List<TimedCall> timed = new ArrayList<>();
    for (int c = 0; c < calls.size(); c++) {
      timed.add(TimedCall.of(calls.get(c), c >= guardedCalls, watch.micros(c)));
    }
    return new StepProfile(timed, watch.betweenMicros());
  }

  /** Returns the memory of an output or guard, row-major. */
  MemorySegment result(int index) {
    return results.get(index).memory();
  }

  /** Returns the type of an output or guard. */
  TensorType type(int index) {
    return types.get(index);
  }

  Graph graph() {
    return graph;
  }

  /** Returns the number of kernel calls in a run. */
  public int size() {
    return calls.size();
  }

  /** Returns the names of the kernels in the order of their calls. */
  public List<String> kernels() {
    return calls.stream().map(c -> c.kernel.name()).toList();
  }

  /** Returns how many of the calls only move data from one layout to another. */
  public int reorders() {
    return (int) calls.stream().filter(c -> c.op instanceof Reorder).count();
  }

  /** Returns how many calls run the reference forward for want of a kernel. */
  public int fallbacks() {
    return (int) calls.stream().filter(c -> c.kernel.name().equals("reference")).count();
  }

  /** Returns the bytes of memory for intermediate values. */
  public long workspaceBytes() {
    return memory.workspaceBytes();
  }

  /**
   * Returns the bytes of the workspace that carry values past the computation of the first output:
   * in a training step, from the forward pass to the reverse sweep.
   */
  public long carriedBytes() {
    return memory.carriedBytes();
  }

  /** Returns the multiplications of the forward pass that are done twice to save memory. */
  public long recomputedMultiplications() {
    return recomputed.map(Recompute.Result::multiplications).orElse(0L);
  }

  /** Returns the bytes of scratch memory that kernels share. */
  public long scratchBytes() {
    return memory.scratchBytes();
  }

  /** Returns the calls that run only after a steady variable was written. */
  Frozen frozen() {
    return frozen;
  }

  /** Returns the bytes of all memory that this plan keeps from being freed, its inputs included. */
  long boundBytes() {
    return workspaceBytes() + scratchBytes() + frozen.bytes() + inputBytes;
  }

  /** Returns the cost of one run. */
  public Cost cost() {
    return graph.cost();
  }

  /** Returns the calls as text, one a line, and totals. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < calls.size(); c++) {
      if (c == guardedCalls) {
        text.append("  -- guards are checked; what follows writes variables --\n");
      }
      text.append(line(c, calls.get(c)));
    }
    if (!frozen.calls().isEmpty()) {
      text.append("  -- computed again only after a parameter was written --\n");
    }
    for (int c = 0; c < frozen.calls().size(); c++) {
      text.append(line(calls.size() + c, frozen.calls().get(c)));
    }
    return text.append(totals()).toString();
  }

  private static String line(int number, Call call) {
    return String.format(
        Locale.ROOT,
        "%4d  %-28s %-34s %-30s %s%n",
        number,
        call.path.isEmpty() ? "-" : call.path,
        call.what(),
        call.kernel.name(),
        results(call));
  }

  private String totals() {
    String totals =
        String.format(
            Locale.ROOT,
            "%d calls, %d reorders, %d on reference kernels; workspace %,d bytes, scratch %,d bytes;"
                + " %,d multiplications%n",
            calls.size(),
            reorders(),
            fallbacks(),
            workspaceBytes(),
            scratchBytes(),
            cost().multiplications());
    if (!frozen.calls().isEmpty()) {
      totals +=
          String.format(
              Locale.ROOT,
              "%d more calls once for each version of the parameters; %,d bytes%n",
              frozen.calls().size(),
              frozen.bytes());
    }
    if (guardedCalls < calls.size()) {
      totals +=
          String.format(
              Locale.ROOT,
              "the forward pass leaves %,d bytes of the workspace to the reverse sweep%n",
              carriedBytes());
    }
    return totals + recomputed.map(Plan::saving).orElse("");
  }

  private static String saving(Recompute.Result saved) {
    return String.format(
        Locale.ROOT,
        "recomputation: %,d more multiplications, so that %,d bytes are alive at a time instead of"
            + " %,d (before layouts)%n",
        saved.multiplications(),
        saved.after(),
        saved.before());
  }

  private static String results(Call call) {
    StringBuilder text = new StringBuilder();
    for (int o = 0; o < call.types.size(); o++) {
      text.append(o == 0 ? "" : ", ").append(call.types.get(o)).append(' ');
      text.append(call.layouts.get(o));
    }
    return text.toString();
  }
}
