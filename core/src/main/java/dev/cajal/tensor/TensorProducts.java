package dev.cajal.tensor;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.op.MatMul;
import dev.cajal.op.Pad;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Products of matrices, and what makes and takes apart matrices. */
public sealed interface TensorProducts extends TensorFamily permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /**
   * Returns the matrix product over the last two axes, [..., m, k] · [..., k, n] → [..., m, n];
   * leading axes broadcast. A vector is a row on the left and a column on the right, and its axis
   * is not there in the result.
   */
  default Tensor matmul(Tensor other) {
    if (rank() < 1 || other.rank() < 1) {
      throw new ShapeException(
              "needs at least one axis on both sides, got "
                  + shape()
                  + " and "
                  + other.shape()
                  + "; multiply by a number with mul")
          .at("matmul", self().where());
    }
    if (rank() == 1) {
      Tensor product = self().unsqueeze(0).matmul(other);
      return product.squeeze(other.rank() == 1 ? 0 : -2);
    }
    if (other.rank() == 1) {
      return matmul(other.unsqueeze(1)).squeeze(-1);
    }
    Shape batch =
        Broadcasting.common(
            "matmul",
            self(),
            shape().slice(0, rank() - 2),
            other.shape().slice(0, other.rank() - 2));
    return Tensor.apply(
        new MatMul(false, false),
        self().broadcastTo(batch.concat(shape().slice(rank() - 2, rank()))),
        other.broadcastTo(batch.concat(other.shape().slice(other.rank() - 2, other.rank()))));
  }

  /** Returns all products of the elements of two vectors, [m] · [n] → [m, n]. */
  default Tensor outer(Tensor other) {
    return self().flatten(0).unsqueeze(1).mul(other.flatten(0));
  }

  /** Returns the sum of the products of the elements of two vectors. */
  default Tensor dot(Tensor other) {
    return self().mul(other).sum();
  }

  /**
   * Returns the cosine of the angle between vectors along an axis, which disappears; their lengths
   * count as at least 1e-8.
   */
  default Tensor cosineSimilarity(Tensor other, int axis) {
    Tensor product = self().normalize(2, axis, 1e-8).mul(other.normalize(2, axis, 1e-8));
    return product.sum(axis);
  }

  /**
   * Returns ‖x − y + 10⁻⁶‖, the p-norm of the differences along the last axis, which disappears.
   */
  default Tensor pairwiseDistance(Tensor other, double p) {
    return self().sub(other).add(1e-6).norm(p, -1);
  }

  /**
   * Returns the elements of a diagonal of the last two axes, [..., r, c] → [..., min(r, c)].
   *
   * @param offset how far above the main diagonal; below it where negative
   */
  default Tensor diagonal(int offset) {
    requireMatrix("diagonal");
    long rows = dim(-2);
    long columns = dim(-1);
    long start = offset >= 0 ? offset : -offset * columns;
    long size =
        Math.max(
            0, offset >= 0 ? Math.min(rows, columns - offset) : Math.min(rows + offset, columns));
    Tensor flat = self().flatten(-2);
    return size == 0
        ? flat.slice(-1, 0, 0)
        : flat.slice(-1, start, start + (size - 1) * (columns + 1) + 1, columns + 1);
  }

  /** Returns the elements of the main diagonal of the last two axes. */
  default Tensor diagonal() {
    return diagonal(0);
  }

  /**
   * Returns matrices with this tensor on a diagonal and zeros elsewhere, [..., n] → [..., n + |k|,
   * n + |k|].
   *
   * @param offset k, how far above the main diagonal; below it where negative
   */
  default Tensor diagEmbed(int offset) {
    long n = dim(-1);
    long size = n + Math.abs((long) offset);
    Shape matrices = shape().slice(0, rank() - 1).concat(Shape.of(size, size));
    if (n == 0) {
      return Tensor.full(self().type().with(matrices), 0);
    }
    long before = offset >= 0 ? offset : -offset * size;
    long after = size * size - before - ((n - 1) * (size + 1) + 1);
    List<Long> none = Collections.nCopies(rank() - 1, 0L);
    return Tensor.apply(
            new Pad(append(none, before), append(none, after), append(none, size)), self())
        .reshape(matrices);
  }

  private static List<Long> append(List<Long> list, long last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }

  /** Returns the diagonal of a matrix as a vector, or a vector as the diagonal of a matrix. */
  default Tensor diag() {
    return diag(0);
  }

  /**
   * Returns a diagonal of a matrix as a vector, or a vector as a diagonal of a matrix.
   *
   * @param offset how far above the main diagonal; below it where negative
   * @throws ShapeException if this is neither
   */
  default Tensor diag(int offset) {
    if (rank() < 1 || rank() > 2) {
      throw new ShapeException(
              "input is " + shape() + ", expected a vector or a matrix; see diagonal and diagEmbed")
          .at("diag", self().where());
    }
    return rank() == 1 ? diagEmbed(offset) : diagonal(offset);
  }

  /** Returns the last two axes with zeros above a diagonal, the lower triangle. */
  default Tensor tril(int offset) {
    return above("tril", offset + 1L).where(0, self());
  }

  /** Returns the last two axes with zeros below a diagonal, the upper triangle. */
  default Tensor triu(int offset) {
    return above("triu", offset).where(self(), 0);
  }

  /** Returns where the column is at least the row and an offset. */
  private Tensor above(String name, long offset) {
    requireMatrix(name);
    DType counts = Axes.places(Math.max(dim(-2), dim(-1))).dtype();
    Tensor rows = Axes.places(dim(-2)).cast(counts).unsqueeze(1);
    return rows.add((double) offset).lessOrEqual(Axes.places(dim(-1)).cast(counts));
  }

  private void requireMatrix(String name) {
    if (rank() < 2) {
      throw new ShapeException("input is " + shape() + ", expected at least two axes; unsqueeze it")
          .at(name, self().where());
    }
  }
}
