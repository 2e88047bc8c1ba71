package dev.cajal.graph;

import dev.cajal.backend.Memory;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The last stage: gives every buffer of a list of calls its memory. A buffer is live from the call
 * that writes it to the last that reads it; buffers that are never live together may overlap. An
 * output may take over the memory of an operand that dies in the same call, if the kernel allows.
 */
final class PlanMemory {
  private final List<Call> calls;
  private final Map<Buffer, int[]> live = new IdentityHashMap<>();
  private final Map<Buffer, Long> offsets = new IdentityHashMap<>();
  private long workspace;

  private PlanMemory(List<Call> calls) {
    this.calls = calls;
  }

  /** What was planned: the bytes of the workspace, and the largest scratch among them. */
  record Result(long workspaceBytes, long scratchBytes) {}

  static Result apply(List<Call> calls) {
    PlanMemory plan = new PlanMemory(calls);
    plan.findLifetimes();
    plan.overwriteDyingOperands();
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
      int[] span = live.computeIfAbsent(buffer, b -> new int[] {call, call});
      span[1] = buffer.pinned ? calls.size() : Math.max(span[1], call);
    }
  }

  private void overwriteDyingOperands() {
    for (int c = 0; c < calls.size(); c++) {
      Call call = calls.get(c);
      Set<Buffer> taken = Collections.newSetFromMap(new IdentityHashMap<>());
      for (int o = 0; o < call.out.length; o++) {
        Buffer output = call.out[o];
        if (output.root() != output || !live.containsKey(output)) {
          continue;
        }
        for (int i = 0; i < call.in.length; i++) {
          Buffer operand = call.in[i].root();
          int[] span = live.get(operand);
          if (span != null
              && operand != output
              && span[1] == c
              && span[0] < c
              && !operand.pinned
              && operand.bytes == output.bytes
              && call.kernel.mayOverwrite(o, i)
              && readsOnce(call, operand)
              && taken.add(operand)) {
            span[1] = live.get(output)[1];
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
    List<Buffer> bySize = new ArrayList<>(live.keySet());
    bySize.sort(
        Comparator.comparingLong((Buffer b) -> -b.bytes)
            .thenComparingInt(b -> live.get(b)[0])
            .thenComparingInt(b -> live.get(b)[1]));
    List<Buffer> placed = new ArrayList<>();
    for (Buffer buffer : bySize) {
      long offset = 0;
      placed.sort(Comparator.comparingLong(offsets::get));
      for (Buffer other : placed) {
        if (overlap(live.get(buffer), live.get(other))) {
          if (offset + size(buffer) <= offsets.get(other)) {
            break;
          }
          offset = Math.max(offset, offsets.get(other) + size(other));
        }
      }
      offsets.put(buffer, offset);
      placed.add(buffer);
      workspace = Math.max(workspace, offset + size(buffer));
    }
  }

  private static boolean overlap(int[] a, int[] b) {
    return a[0] <= b[1] && b[0] <= a[1];
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
    offsets.forEach((buffer, offset) -> buffer.place(memory.asSlice(offset, size(buffer))));
    MemorySegment scratch = memory.asSlice(workspace);
    for (Call call : calls) {
      call.scratch = scratch;
    }
    return new Result(workspace, scratchBytes);
  }
}
