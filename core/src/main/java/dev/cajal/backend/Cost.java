package dev.cajal.backend;

/**
 * The cost of an operation.
 *
 * @param multiplications scalar multiplications, or comparable arithmetic operations
 * @param bytes bytes read and written when every operand passes memory once
 */
public record Cost(long multiplications, long bytes) {
  /** No cost. */
  public static final Cost NONE = new Cost(0, 0);

  /** Returns the sum of two costs. */
  public Cost plus(Cost other) {
    return new Cost(
        Math.addExact(multiplications, other.multiplications), Math.addExact(bytes, other.bytes));
  }
}
