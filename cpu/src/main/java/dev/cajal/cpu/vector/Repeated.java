package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.cajal.backend.DType;
import dev.cajal.backend.Memory;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;

/**
 * An operand that is repeated along axes of the domain, as float32 that can be read where the
 * domain has padding: if it is stored otherwise, it is copied first, with zeros there.
 */
final class Repeated {
  private final Loops loops;
  private final TensorType type;
  private final PaddedRows rows;
  private final MemorySegment copy;

  /**
   * Prepares an operand.
   *
   * @param type its type
   * @param padded its shape with the padding of the domain
   */
  Repeated(Loops loops, TensorType type, Shape padded) {
    this.loops = loops;
    this.type = type;
    this.rows = new PaddedRows(type.shape(), padded);
    boolean asItIs = type.dtype() == DType.FLOAT32 && padded.equals(type.shape());
    copy = asItIs ? MemorySegment.NULL : Memory.allocate(4 * padded.count());
  }

  /** Returns the shape that an operand must have to be read everywhere in a padded domain. */
  static Shape padded(Shape shape, Shape domain, Shape paddedDomain) {
    Shape padded = shape;
    for (int a = 0; a < shape.rank(); a++) {
      padded = shape.dim(a) == domain.dim(a) ? padded.with(a, paddedDomain.dim(a)) : padded;
    }
    return padded;
  }

  /** Returns the axis strides of a padded shape, 0 along axes that are repeated. */
  static long[] strides(Shape shape, Shape padded, Shape domain) {
    long[] strides = padded.strides();
    for (int a = 0; a < strides.length; a++) {
      strides[a] = shape.dim(a) == domain.dim(a) ? strides[a] : 0;
    }
    return strides;
  }

  /** Returns 1 for every element of a shape and 0 in its padding. */
  static MemorySegment mask(Loops loops, Shape shape, Shape padded) {
    MemorySegment ones = Memory.allocate(4 * shape.count());
    for (long i = 0; i < shape.count(); i++) {
      ones.setAtIndex(JAVA_FLOAT, i, 1);
    }
    Repeated mask = new Repeated(loops, new TensorType(DType.FLOAT32, shape), padded);
    return mask.prepare(ones);
  }

  /** Returns the memory to read, given the memory of the operand. */
  MemorySegment prepare(MemorySegment operand) {
    if (copy.byteSize() == 0) {
      return operand;
    }
    int columns = rows.columns();
    for (long row = 0; row < rows.count(); row++) {
      long to = 4 * rows.offset(row);
      Conversion.toFloat(loops, type.dtype(), operand, row * columns, copy, to, columns);
    }
    return copy;
  }
}
