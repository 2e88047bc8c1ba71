package dev.cajal.cpu.vector;

import dev.cajal.backend.Layout;
import dev.cajal.backend.Shape;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The matrix product of every step: few rows with a matrix that lies in panels of columns, so that
 * it streams from the second cache at the speed of the arithmetic. The result lies in scratch
 * memory, at the same place for all steps.
 */
final class StepProduct {
  private static final int BLOCK = 16;

  private final Loops loops;
  private final int depth;
  private final int columns;
  private final long rowBytes;
  private final long rows;
  private MemorySegment matrix = MemorySegment.NULL;
  private MemorySegment scratch = MemorySegment.NULL;
  private long at;

  StepProduct(Loops loops, long rows, int depth, int columns) {
    this.loops = loops;
    this.rows = rows;
    this.depth = depth;
    this.columns = columns;
    this.rowBytes = 4L * Math.ceilDiv(columns, Loops.PANEL) * Loops.PANEL;
  }

  /**
   * Returns the layout of a matrix whose columns run along an axis. The panels are as deep as the
   * matrix, but oneDNN, which moves the matrix there, only has a name for blocks of 16 rows.
   */
  static Layout panels(Shape matrix, int axis) {
    long[] strides = new long[2];
    strides[axis] = panel(matrix.dim(1 - axis));
    strides[1 - axis] = BLOCK * Loops.PANEL;
    return new Layout(
        Layout.strided(strides).strides(), List.of(BLOCK, Loops.PANEL), List.of(1 - axis, axis));
  }

  /** Returns how many elements a panel has. */
  private static long panel(long depth) {
    return Math.ceilDiv(depth, BLOCK) * BLOCK * Loops.PANEL;
  }

  long scratchBytes() {
    return rounded(rowBytes * (1 + rows));
  }

  /** Prepares for a run with scratch memory from an offset on; sums start with 0. */
  void bind(MemorySegment b, MemorySegment memory, long offset) {
    matrix = b;
    scratch = memory;
    at = offset;
    loops.fill(memory, offset, 0, (int) (rowBytes / 4));
  }

  /** Makes the sums of each row start with a bias. */
  void bias(MemorySegment bias) {
    MemorySegment.copy(bias, 0, scratch, at, 4L * columns);
  }

  /** Returns the memory that holds the result. */
  MemorySegment result() {
    return scratch;
  }

  /** Returns where the result begins. */
  long resultAt() {
    return at + rowBytes;
  }

  /** Returns the bytes from one row of the result to the next. */
  long rowBytes() {
    return rowBytes;
  }

  /**
   * Computes some rows and columns of the result.
   *
   * @param from where the left operand lies
   * @param offset where its first row begins
   * @param first the first column, which begins a panel if more than one part writes the result
   */
  void run(MemorySegment from, long offset, int row, int end, int first, int last) {
    long stride = 4L * depth;
    for (int p = first / Loops.PANEL; p * Loops.PANEL < last; p++) {
      loops.product(
          from,
          offset + row * stride,
          stride,
          end - row,
          matrix,
          4L * p * panel(depth),
          depth,
          scratch,
          at + 4L * p * Loops.PANEL,
          scratch,
          resultAt() + row * rowBytes + 4L * p * Loops.PANEL,
          rowBytes);
    }
  }

  static long rounded(long bytes) {
    return (bytes + 63) & -64;
  }
}
