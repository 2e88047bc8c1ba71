package dev.cajal.cpu.vector;

import static dev.cajal.cpu.vector.VectorLoops.LANES;
import static dev.cajal.cpu.vector.VectorLoops.ORDER;
import static dev.cajal.cpu.vector.VectorLoops.SPECIES;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Conversions between bfloat16 and floats; the element count is a multiple of the lanes. */
final class VectorShortLoops {
  private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(SPECIES.vectorBitSize() / 2));

  private VectorShortLoops() {}

  static void fromBfloats(MemorySegment from, long at, MemorySegment to, long toAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      ((IntVector)
              ShortVector.fromMemorySegment(SHORTS, from, at + 2L * i, ORDER)
                  .convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0))
          .lanewise(VectorOperators.LSHL, 16)
          .reinterpretAsFloats()
          .intoMemorySegment(to, toAt + 4L * i, ORDER);
    }
  }

  static void toBfloats(MemorySegment from, long at, MemorySegment to, long toAt, int n) {
    for (int i = 0; i < n; i += LANES) {
      IntVector bits = rounded(from, at + 4L * i).lanewise(VectorOperators.LSHR, 16);
      bits.convertShape(VectorOperators.I2S, SHORTS, 0)
          .reinterpretAsShorts()
          .intoMemorySegment(to, toAt + 2L * i, ORDER);
    }
  }

  static void round(MemorySegment a, long ao, MemorySegment to, long o, int n) {
    for (int i = 0; i < n; i += LANES) {
      rounded(a, ao + 4L * i)
          .and(0xffff0000)
          .reinterpretAsFloats()
          .intoMemorySegment(to, o + 4L * i, ORDER);
    }
  }

  /** The bits of floats, whose upper halves are rounded as {@link Bfloat16#rounded} does. */
  private static IntVector rounded(MemorySegment from, long at) {
    IntVector bits = FloatVector.fromMemorySegment(SPECIES, from, at, ORDER).reinterpretAsInts();
    IntVector odd = bits.lanewise(VectorOperators.LSHR, 16).and(1);
    return bits.add(odd)
        .add(0x7fff)
        .blend(
            bits.or(0x0040_0000), bits.and(0x7fff_ffff).compare(VectorOperators.GT, 0x7f80_0000));
  }
}
