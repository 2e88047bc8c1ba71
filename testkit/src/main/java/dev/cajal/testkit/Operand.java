package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.random.RandomGenerator;

/**
 * One operand of a test case.
 *
 * @param type its type
 * @param values the rule for its elements
 */
public record Operand(TensorType type, Values values) {

  /** Returns a float32 operand. */
  public static Operand of(Values values, long... sizes) {
    return new Operand(TensorType.float32(sizes), values);
  }

  /** Returns an operand of any element type. */
  public static Operand of(DType dtype, Values values, long... sizes) {
    return new Operand(new TensorType(dtype, Shape.of(sizes)), values);
  }

  /** Returns this operand with float32 widened to float64. */
  Operand wide() {
    return type.dtype() == DType.FLOAT32 ? new Operand(type.with(DType.FLOAT64), values) : this;
  }

  /** Returns the elements, row-major. */
  MemorySegment memory(RandomGenerator random) {
    MemorySegment memory = Memory.allocate(type.bytes());
    HostArray array = HostArray.of(type, memory);
    for (long i = 0; i < array.count(); i++) {
      array.set(i, values.at(i, random));
    }
    return memory;
  }
}
