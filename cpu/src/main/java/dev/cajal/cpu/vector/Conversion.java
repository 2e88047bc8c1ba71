package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cajal.backend.DType;
import java.lang.foreign.MemorySegment;

/** Brings elements of other types into float32. */
final class Conversion {

  private Conversion() {}

  /** Writes {@code n} elements from number {@code first} on as float32. */
  static void toFloat(
      Loops loops, DType dtype, MemorySegment from, long first, MemorySegment to, long at, int n) {
    switch (dtype) {
      case FLOAT32 -> MemorySegment.copy(from, 4 * first, to, at, 4L * n);
      case UINT8, BOOL -> loops.fromBytes(from, first, to, at, n);
      case INT32 -> ints(from, first, to, at, n);
      case INT64 -> longs(from, first, to, at, n);
      case BFLOAT16 -> loops.fromBfloats(from, 2 * first, to, at, n);
      case FLOAT64 -> throw new IllegalArgumentException("no conversion from " + dtype);
    }
  }

  private static void ints(MemorySegment from, long first, MemorySegment to, long at, int n) {
    for (int i = 0; i < n; i++) {
      to.set(JAVA_FLOAT, at + 4L * i, from.get(JAVA_INT, 4 * (first + i)));
    }
  }

  private static void longs(MemorySegment from, long first, MemorySegment to, long at, int n) {
    for (int i = 0; i < n; i++) {
      to.set(JAVA_FLOAT, at + 4L * i, (float) from.get(JAVA_LONG, 8 * (first + i)));
    }
  }
}
