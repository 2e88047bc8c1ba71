package dev.cajal.graph;

import dev.cajal.backend.Memory;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The stage that gives every buffer of a list of calls its memory. A buffer is live from the call
 * that writes it to the last that reads it; buffers that are never live together may overlap. An
 * output may take over the memory of an operand that dies in the same call, if the kernel allows.
 */
final class PlanMemory {
  private final List<Call> calls;
  private final Set<Buffer> live = new LinkedHashSet<>();
  private long workspace;
  private long carried;

  private PlanMemory(List<Call> calls) {
    this.calls = calls;
  }

  /**
   * What was planned.
   *
   * @param workspaceBytes the bytes of the workspace
   * @param scratchBytes the largest scratch among the calls
   * @param carriedBytes what is in memory when the first result has been computed, and read later
   */
  record Result(long workspaceBytes, long scratchBytes, long carriedBytes) {}

  /**
   * Places the buffers.
   *
   * @param results those that can be read after a run
   * @param sharing whether buffers may share memory
   */
  static Result apply(List<Call> calls, List<Buffer> results, boolean sharing) {
    PlanMemory plan = new PlanMemory(calls);
    plan.findLifetimes();
    plan.carried = results.isEmpty() ? 0 : plan.carriedAfter(results.getFirst().root().first);
    if (sharing) {
      plan.overwriteDyingOperands();
    } else {
      plan.live.forEach(b -> b.last = calls.size());
    }
    plan.assignOffsets();
    return plan.allocate();
  }

  private void findLifetimes() {
    for (int c = 0; c < calls.size(); c++) {
      for (Buffer buffer : calls.get(c).out) {
        touch(buffer.root(), c);
      }
      for (Buffer buffer : calls.get(c).in) {
        touch(buffer.root(), c);
      }
    }
  }

  private void touch(Buffer buffer, int call) {
    if (!buffer.external() && !buffer.placed()) {
      if (live.add(buffer)) {
        buffer.first = call;
      }
      buffer.last = buffer.pinned ? calls.size() : call;
    }
  }

  private long carriedAfter(int call) {
    return live.stream()
        .filter(b -> b.first <= call && call < b.last)
        .mapToLong(b -> b.bytes)
        .sum();
  }

  private void overwriteDyingOperands() {
    for (int c = 0; c < calls.size(); c++) {
      Call call = calls.get(c);
      Set<Buffer> taken = new HashSet<>();
      for (int o = 0; o < call.out.length; o++) {
        Buffer output = call.out[o];
        if (!live.contains(output)) {
          continue;
        }
        for (int i = 0; i < call.in.length; i++) {
          Buffer operand = call.in[i].root();
          if (live.contains(operand)
              && operand != output
              && operand.last == c
              && operand.first < c
              && !operand.pinned
              && operand.bytes == output.bytes
              && call.kernel.mayOverwrite(o, i)
              && readsOnce(call, operand)
              && taken.add(operand)) {
            operand.last = output.last;
            operand.pinned = output.pinned;
            live.remove(output);
            output.shareWith(operand);
            break;
          }
        }
      }
    }
  }

  private static boolean readsOnce(Call call, Buffer operand) {
    int reads = 0;
    for (Buffer in : call.in) {
      reads += in.root() == operand ? 1 : 0;
    }
    return reads == 1;
  }

  private void assignOffsets() {
    List<Buffer> bySize = new ArrayList<>(live);
    bySize.sort(
        Comparator.comparingLong((Buffer b) -> -b.bytes)
            .thenComparingInt(b -> b.first)
            .thenComparingInt(b -> b.last));
    List<Buffer> placed = new ArrayList<>();
    for (Buffer buffer : bySize) {
      placed.sort(Comparator.comparingLong(b -> b.offset));
      for (Buffer other : placed) {
        if (buffer.first <= other.last && other.first <= buffer.last) {
          if (buffer.offset + size(buffer) <= other.offset) {
            break;
          }
          buffer.offset = Math.max(buffer.offset, other.offset + size(other));
        }
      }
      placed.add(buffer);
      workspace = Math.max(workspace, buffer.offset + size(buffer));
    }
  }

  private static long size(Buffer buffer) {
    return Math.ceilDiv(Math.max(buffer.bytes, 1), Memory.ALIGNMENT) * Memory.ALIGNMENT;
  }

  private Result allocate() {
    long scratchBytes = 0;
    for (Call call : calls) {
      scratchBytes = Math.max(scratchBytes, call.kernel.scratchBytes());
    }
    MemorySegment memory = Memory.allocate(workspace + scratchBytes);
    live.forEach(b -> b.place(memory.asSlice(b.offset, b.bytes)));
    MemorySegment scratch = memory.asSlice(workspace);
    for (Call call : calls) {
      call.scratch = scratch;
    }
    return new Result(workspace, scratchBytes, carried);
  }
}
