package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.VectorLanes.MEMORY;
import static dev.cajal.cpu.vector.VectorLanes.load;
import static dev.cajal.cpu.vector.VectorLanes.store;
import static dev.cajal.cpu.vector.VectorLoops.LANES;
import static dev.cajal.cpu.vector.VectorLoops.ORDER;
import static dev.cajal.cpu.vector.VectorLoops.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Conversions between bytes and floats; the element count is a multiple of the lanes. */
final class VectorByteLoops {
  /** Bytes of as many lanes are a quarter as wide, and there are no vectors below 64 bits. */
  static final boolean POSSIBLE = SPECIES.vectorBitSize() >= 256;

  private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
  private static final VectorSpecies<Byte> BYTES =
      SPECIES.vectorBitSize() == 512 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

  private VectorByteLoops() {}

  static void fromBytes(MemorySegment from, long at, MemorySegment to, long toAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      IntVector wide =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES, MEMORY, from.address() + at + i, ORDER)
                  .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
      FloatVector values = (FloatVector) wide.convert(VectorOperators.I2F, 0);
      store(values, to, toAt, i);
    }
  }

  static void toBytes(MemorySegment from, long at, MemorySegment to, long toAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      ByteVector narrow =
          (ByteVector)
              load(from, at, i)
                  .convert(VectorOperators.F2I, 0)
                  .convertShape(VectorOperators.I2B, BYTES, 0);
      narrow.intoMemorySegment(MEMORY, to.address() + toAt + i, ORDER);
    }
  }
}
