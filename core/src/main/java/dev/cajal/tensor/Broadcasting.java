package dev.cajal.tensor;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;

/** The rule of NumPy: shapes are aligned at the end, and an axis of size 1 is repeated. */
final class Broadcasting {

  private Broadcasting() {}

  /** Applies an operation to two operands brought to their common shape. */
  static Tensor binary(Elementwise op, Tensor left, Tensor right) {
    Shape shape = common(op.name(), left, left.shape(), right.shape());
    return Tensor.apply(op, left.broadcastTo(shape), right.broadcastTo(shape));
  }

  /**
   * Returns the common shape of two.
   *
   * @param op what needs it, for the error
   * @param at an operand, for the path in the error
   * @throws ShapeException if two sizes differ and neither is 1
   */
  static Shape common(String op, Tensor at, Shape left, Shape right) {
    int rank = Math.max(left.rank(), right.rank());
    long[] sizes = new long[rank];
    for (int a = 1; a <= rank; a++) {
      long x = a <= left.rank() ? left.dim(-a) : 1;
      long y = a <= right.rank() ? right.dim(-a) : 1;
      if (x != y && x != 1 && y != 1) {
        throw new ShapeException(
                "shapes "
                    + left
                    + " and "
                    + right
                    + " differ at axis "
                    + -a
                    + " ("
                    + x
                    + " and "
                    + y
                    + ") and neither is 1; reshape or unsqueeze one of them")
            .at(op, at.where());
      }
      sizes[rank - a] = x == 1 ? y : x;
    }
    return Shape.of(sizes);
  }
}
