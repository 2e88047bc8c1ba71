package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.VectorLanes.MEMORY;
import static dev.cajal.cpu.vector.VectorLanes.load;
import static dev.cajal.cpu.vector.VectorLanes.store;
import static dev.cajal.cpu.vector.VectorLoops.LANES;
import static dev.cajal.cpu.vector.VectorLoops.SPECIES;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * Arithmetic with single numbers, kept in registers; the element count is a multiple of the lanes.
 */
final class VectorScaleLoops {
  private VectorScaleLoops() {}

  static void scaleAddScale(
      MemorySegment a,
      long ao,
      MemorySegment b,
      long bo,
      MemorySegment c,
      long co,
      MemorySegment e,
      long eo,
      MemorySegment to,
      long o,
      int n) {
    FloatVector first = number(a, ao);
    FloatVector second = number(c, co);
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = load(b, bo, i).mul(first);
      FloatVector y = load(e, eo, i).mul(second);
      store(VectorArithmeticLoops.flushed(x.add(y)), to, o, i);
    }
  }

  static void subScale(
      MemorySegment a,
      long ao,
      MemorySegment b,
      long bo,
      MemorySegment c,
      long co,
      MemorySegment to,
      long o,
      int n) {
    FloatVector factor = number(a, ao);
    for (int i = 0; i < n; i += LANES) {
      store(load(c, co, i).sub(load(b, bo, i).mul(factor)), to, o, i);
    }
  }

  private static FloatVector number(MemorySegment from, long at) {
    return FloatVector.broadcast(SPECIES, MEMORY.get(JAVA_FLOAT, from.address() + at));
  }
}
