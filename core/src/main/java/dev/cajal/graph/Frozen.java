package dev.cajal.graph;

import dev.cajal.backend.Layout;
import dev.cajal.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a plan that depend on steady variables alone: folded weights, weights brought into
 * the layout of their kernel. They run again only after one of these variables was written, or
 * another took its place. Plans that compute the same may share them, also between threads.
 */
final class Frozen {
  private final List<Call> calls;
  private final @Nullable Layout[] layouts;
  private final List<Buffer> slots;
  private long bytes;
  private volatile @Nullable State state;

  /** What the results were computed from: the variable of each slot, and its version. */
  private static final class State {
    final @Nullable Variable[] variables;
    final long[] versions;

    State(int slots) {
      variables = new Variable[slots];
      versions = new long[slots];
    }
  }

  /**
   * Describes calls, which have no memory yet.
   *
   * @param calls in order; results that others read are pinned
   * @param layouts those of the sources of the plan
   */
  Frozen(List<Call> calls, @Nullable Layout[] layouts) {
    this.calls = List.copyOf(calls);
    this.layouts = layouts;
    Map<Integer, Buffer> own = new TreeMap<>();
    for (Call call : calls) {
      for (int i = 0; i < call.in.length; i++) {
        if (call.in[i].external()) {
          // Not the plan's: those are bound at every run, by whichever thread runs it.
          call.in[i] = own.computeIfAbsent(call.in[i].slot, s -> new Buffer(0, s));
        }
      }
    }
    slots = List.copyOf(own.values());
  }

  /** Gives the calls their memory. */
  Frozen placed() {
    PlanMemory.Result memory = PlanMemory.apply(calls, List.of(), true);
    bytes = memory.workspaceBytes() + memory.scratchBytes();
    return this;
  }

  /**
   * Lets the plan of equal calls, which have no memory, read the results of these.
   *
   * @return whether the calls are equal; if not, nothing was done
   */
  boolean lend(Frozen other) {
    boolean equal = other.calls.size() == calls.size() && Arrays.equals(other.layouts, layouts);
    for (int c = 0; equal && c < calls.size(); c++) {
      equal =
          other.calls.get(c).op.equals(calls.get(c).op)
              && other.calls.get(c).layouts.equals(calls.get(c).layouts);
    }
    for (int c = 0; equal && c < calls.size(); c++) {
      for (int o = 0; o < calls.get(c).out.length; o++) {
        other.calls.get(c).out[o].place(calls.get(c).out[o].memory());
      }
    }
    return equal;
  }

  /**
   * Runs the calls if what they read is not what they last read.
   *
   * @param bound what is bound to every slot of the plan
   */
  void refresh(Capture.Source[] bound) {
    if (!isFresh(bound)) {
      compute(bound);
    }
  }

  private boolean isFresh(Capture.Source[] bound) {
    State last = state;
    if (last == null) {
      return calls.isEmpty();
    }
    for (int i = 0; i < last.versions.length; i++) {
      Variable variable = bound[slots.get(i).slot].variable();
      if (variable != last.variables[i]
          || (variable != null && variable.version() != last.versions[i])) {
        return false;
      }
    }
    return true;
  }

  private synchronized void compute(Capture.Source[] bound) {
    if (isFresh(bound)) {
      return;
    }
    state = null;
    State next = new State(slots.size());
    for (int i = 0; i < slots.size(); i++) {
      Capture.Source source = bound[slots.get(i).slot];
      Variable variable = source.variable();
      next.variables[i] = variable;
      next.versions[i] = variable == null ? 0 : variable.version();
      slots.get(i).place(source.data());
    }
    for (Call call : calls) {
      call.bind();
      call.run();
    }
    state = next;
  }

  /** Returns the bytes of the results and of what is needed on the way to them. */
  long bytes() {
    return bytes;
  }

  /** Returns the calls. */
  List<Call> calls() {
    return calls;
  }
}
