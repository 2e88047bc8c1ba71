package dev.cajal.cpu.vector;

/** A pass of a step of a cell, or of its reverse, over a run of elements of one sequence. */
@FunctionalInterface
interface CellLoop {

  /**
   * Computes {@code n} elements, a multiple of the lanes.
   *
   * @param at the addresses of the operands, then of the results, in the order of {@link
   *     CellProgram}
   */
  void run(long[] at, int n);
}
