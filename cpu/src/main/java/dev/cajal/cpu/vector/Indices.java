package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cajal.backend.DType;
import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;

/**
 * Integers that name entries along an axis, checked as they are read.
 *
 * @param operation the name of the operation, for the error
 * @param type of the integers
 * @param size of the axis
 */
record Indices(String operation, TensorType type, long size) {

  long count() {
    return type.shape().count();
  }

  /**
   * Returns index number {@code j}.
   *
   * @throws IndexOutOfBoundsException if it does not lie in the axis
   */
  long at(MemorySegment memory, long j) {
    long index = read(memory, j);
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          operation
              + ": index "
              + index
              + " at position "
              + j
              + " of "
              + type
              + " does not lie in 0 to "
              + (size - 1));
    }
    return index;
  }

  private long read(MemorySegment memory, long j) {
    if (type.dtype() == DType.INT64) {
      return memory.getAtIndex(JAVA_LONG, j);
    }
    return type.dtype() == DType.INT32
        ? memory.getAtIndex(JAVA_INT, j)
        : memory.get(JAVA_BYTE, j) & 0xff;
  }
}
