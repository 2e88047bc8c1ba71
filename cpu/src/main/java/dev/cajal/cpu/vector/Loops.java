package dev.cajal.cpu.vector;

import dev.cajal.recurrent.Cell;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * Short loops over runs of float32. Each run is given by a segment and a byte offset; an operand
 * may be the very run that is written, but runs never overlap otherwise.
 */
interface Loops {
  /** How many columns a panel has. */
  int PANEL = 32;

  /** Returns what runs, for reports. */
  String name();

  /** Computes {@code n} elements of a step. */
  void apply(Step step, Frame frame, int n);

  /** Returns passes that do a step of a cell faster than its program; none if there are none. */
  default List<CellLoop> forward(Cell cell, int hidden) {
    return List.of();
  }

  /**
   * Returns passes that do the reverse of a step of a cell, as {@link #forward}.
   *
   * @param given for each state and each kept number whether its gradient is given
   */
  default List<CellLoop> backward(Cell cell, List<Boolean> given, int hidden) {
    return List.of();
  }

  /** Returns the transforms of {@link Winograd}, if there are fast ones. */
  default Optional<TileLoops> tiles() {
    return Optional.empty();
  }

  /** Sets {@code n} elements to a value. */
  void fill(MemorySegment to, long at, float value, int n);

  /** Returns the sum of {@code n} elements; rounding errors grow as for n/64 additions. */
  double sum(MemorySegment from, long at, int n);

  /** Returns the largest of {@code n} elements, NaN if there is one, −∞ if there are none. */
  float max(MemorySegment from, long at, int n);

  /** Adds to {@code sums[first + j]} the sum of column j of a row-major matrix. */
  void sumColumns(MemorySegment from, long at, int rows, int columns, double[] sums, int first);

  /** Writes eˣ⁻ˢ for {@code n} elements x, and returns the sum of what was written. */
  double expSum(MemorySegment from, long at, float shift, MemorySegment to, long toAt, int n);

  /** Writes x · factor + addend for {@code n} elements x. */
  void scale(
      MemorySegment from, long at, float factor, float addend, MemorySegment to, long toAt, int n);

  /**
   * Writes A·B, added to the same start in each row, for a panel of columns: B lies row by row, and
   * each row of all three has {@link #PANEL} numbers.
   *
   * @param a the rows of A, each with {@code depth} numbers
   * @param stride bytes from one row of A to the next
   * @param start what the sums start with
   * @param toStride bytes from one row of the result to the next
   */
  void product(
      MemorySegment a,
      long aAt,
      long stride,
      int rows,
      MemorySegment b,
      long bAt,
      int depth,
      MemorySegment start,
      long startAt,
      MemorySegment to,
      long toAt,
      long toStride);

  /** Writes {@code n} unsigned bytes as floats. */
  void fromBytes(MemorySegment from, long at, MemorySegment to, long toAt, int n);

  /** Writes {@code n} bfloat16 numbers as floats. */
  void fromBfloats(MemorySegment from, long at, MemorySegment to, long toAt, int n);

  /** Writes {@code n} floats as the nearest bfloat16 numbers. */
  void toBfloats(MemorySegment from, long at, MemorySegment to, long toAt, int n);

  /** Writes {@code n} truth values that are held as the floats 0 and 1 as bytes. */
  void toBytes(MemorySegment from, long at, MemorySegment to, long toAt, int n);

  /**
   * Computes {@code n} columns of four rows of a product.
   *
   * @param aAt where the first of the rows begins in A
   * @param bAt where the first of the columns begins in B
   * @param toRow bytes from one row of the result to the next
   */
  void fourRows(
      ThinProduct product,
      MemorySegment a,
      long aAt,
      MemorySegment b,
      long bAt,
      MemorySegment to,
      long at,
      long toRow,
      int n);

  /** Computes {@code n} columns of one row of a product. */
  void row(
      ThinProduct product,
      MemorySegment a,
      long aAt,
      MemorySegment b,
      long bAt,
      MemorySegment to,
      long at,
      int n);
}
