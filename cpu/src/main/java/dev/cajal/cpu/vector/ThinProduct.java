package dev.cajal.cpu.vector;

import java.lang.foreign.MemorySegment;

/**
 * Blocks of the product of two matrices with few terms: C = A·B, where B is row-major.
 *
 * @param terms how many products are summed for an element
 * @param rowStep elements of A from one row to the next
 * @param termStep elements of A from one term to the next
 * @param columns columns of B
 */
record ThinProduct(int terms, long rowStep, long termStep, long columns) {
  /** Rows that are computed together: each vector of B is loaded once for them. */
  static final int TOGETHER = 4;

  /** Columns of B that stay in the first cache while rows are computed. */
  private static final int PIECE = 256;

  /** Computes some rows and columns; rows of the result lie {@code toRow} bytes apart. */
  void block(
      Loops loops,
      MemorySegment a,
      MemorySegment b,
      long row,
      long column,
      int height,
      int width,
      MemorySegment to,
      long at,
      long toRow) {
    for (int j = 0; j < width; j += PIECE) {
      int n = Math.min(PIECE, width - j);
      long right = 4 * (column + j);
      int r = 0;
      for (; r + TOGETHER <= height; r += TOGETHER) {
        long left = 4 * (row + r) * rowStep;
        loops.fourRows(this, a, left, b, right, to, at + r * toRow + 4L * j, toRow, n);
      }
      for (; r < height; r++) {
        loops.row(this, a, 4 * (row + r) * rowStep, b, right, to, at + r * toRow + 4L * j, n);
      }
    }
  }
}
