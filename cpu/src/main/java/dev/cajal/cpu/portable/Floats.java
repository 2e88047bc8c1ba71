package dev.cajal.cpu.portable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Moves numbers between the memory of tensors and float arrays, which loops run fastest on. */
final class Floats {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

  private Floats() {}

  static void load(MemorySegment from, long index, float[] to, int count) {
    MemorySegment.copy(from, FLOAT, index * Float.BYTES, to, 0, count);
  }

  static void store(float[] from, MemorySegment to, long index, int count) {
    MemorySegment.copy(from, 0, to, FLOAT, index * Float.BYTES, count);
  }
}
