package dev.cajal.cpu.vector;

import dev.cajal.backend.Shape;

/** The rows of a row-major tensor inside row-major storage of a larger, padded shape. */
final class PaddedRows {
  private final long[] sizes;
  private final long[] strides;
  private final int columns;
  private final long count;
  private final long span;

  PaddedRows(Shape shape, Shape padded) {
    sizes = shape.toArray();
    strides = padded.strides();
    columns = shape.rank() == 0 ? 1 : Math.toIntExact(shape.dim(-1));
    count = columns == 0 ? 0 : shape.count() / columns;
    span = padded.count();
  }

  /** Returns the number of elements of a row. */
  int columns() {
    return columns;
  }

  /** Returns the number of rows. */
  long count() {
    return count;
  }

  /** Returns the number of elements, padding included. */
  long span() {
    return span;
  }

  /** Returns where a row begins in the padded storage. */
  long offset(long row) {
    long rest = row;
    long offset = 0;
    for (int a = sizes.length - 2; a >= 0; a--) {
      offset += rest % sizes[a] * strides[a];
      rest /= sizes[a];
    }
    return offset;
  }
}
