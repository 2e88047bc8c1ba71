package dev.cajal.op;

import dev.cajal.backend.Shape;

/**
 * Walks the elements of a shape in row-major order together with an offset into strided storage.
 */
final class Walk {

  private Walk() {}

  /** What is done with the row-major number of an element and its strided offset. */
  @FunctionalInterface
  interface Visitor {
    void visit(long i, long offset);
  }

  /** Visits every element of a shape; the offset is Σ index · stride. */
  static void over(Shape shape, long[] strides, Visitor visitor) {
    over(shape, strides, 0, visitor);
  }

  /** Visits every element of a shape; the offset is start + Σ index · stride. */
  static void over(Shape shape, long[] strides, long start, Visitor visitor) {
    if (shape.count() == 0) {
      return;
    }
    int rank = shape.rank();
    long[] index = new long[rank];
    long offset = start;
    long i = 0;
    while (true) {
      visitor.visit(i++, offset);
      int axis = rank - 1;
      while (axis >= 0 && ++index[axis] == shape.dim(axis)) {
        offset -= strides[axis] * (index[axis] - 1);
        index[axis--] = 0;
      }
      if (axis < 0) {
        return;
      }
      offset += strides[axis];
    }
  }
}
