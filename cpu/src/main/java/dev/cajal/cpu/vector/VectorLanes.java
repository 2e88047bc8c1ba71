package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.VectorLoops.ORDER;
import static dev.cajal.cpu.vector.VectorLoops.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * Loads and stores of whole vectors, by address. Checked against the segment at hand, the loops'
 * hoisted checks fail once, and C2 then keeps them inside: two to three times slower, from run to
 * run as chance has it. Bounds are the business of who plans tiles; segments are kept alive by the
 * plan.
 */
final class VectorLanes {
  @SuppressWarnings("restricted")
  static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private VectorLanes() {}

  /** Returns the vector whose first element is element {@code i} after a byte offset. */
  static FloatVector load(MemorySegment from, long at, long i) {
    return FloatVector.fromMemorySegment(
        SPECIES, MEMORY, from.address() + at + Float.BYTES * i, ORDER);
  }

  /** Returns the vector whose first element is element {@code i} after an address. */
  static FloatVector load(long from, long i) {
    return FloatVector.fromMemorySegment(SPECIES, MEMORY, from + Float.BYTES * i, ORDER);
  }

  /** Writes a vector from element {@code i} after an address on. */
  static void store(FloatVector value, long to, long i) {
    value.intoMemorySegment(MEMORY, to + Float.BYTES * i, ORDER);
  }

  /** Writes a vector from element {@code i} after a byte offset on. */
  static void store(FloatVector value, MemorySegment to, long at, long i) {
    value.intoMemorySegment(MEMORY, to.address() + at + Float.BYTES * i, ORDER);
  }
}
