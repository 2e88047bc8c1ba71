package dev.cajal.recurrent;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;

/**
 * The sizes of a recurrence.
 *
 * @param dtype the element type
 * @param steps T
 * @param batch N
 * @param hidden H
 * @param gates G
 */
record Sizes(DType dtype, long steps, long batch, long hidden, int gates) {

  /** Reads the sizes from a tensor [T, N, …] and the recurrent weight [G·H, H]. */
  static Sizes of(Cell cell, String what, TensorType sequence, TensorType weight) {
    if (sequence.shape().rank() != 3 || sequence.shape().dim(0) < 1) {
      throw new ShapeException(
          what + " are " + sequence + ", expected [steps, n, size] with at least one step");
    }
    Shape w = weight.shape();
    if (w.rank() != 2 || w.dim(0) != cell.gates() * w.dim(1) || !weight.dtype().isFloating()) {
      throw new ShapeException(
          "recurrent weight is "
              + weight
              + ", expected floating ["
              + (cell.gates() == 1 ? "" : cell.gates() + "·")
              + "hidden, hidden] for "
              + cell);
    }
    return new Sizes(
        weight.dtype(), sequence.shape().dim(0), sequence.shape().dim(1), w.dim(1), cell.gates());
  }

  /** Returns [T, N, k·H]. */
  TensorType sequence(int k) {
    return new TensorType(dtype, Shape.of(steps, batch, k * hidden));
  }

  /** Returns [N, H]. */
  TensorType state() {
    return new TensorType(dtype, Shape.of(batch, hidden));
  }

  /** Returns [G·H]. */
  TensorType bias() {
    return new TensorType(dtype, Shape.of(gates * hidden));
  }

  /** Returns int64[N]. */
  TensorType lengths() {
    return new TensorType(DType.INT64, Shape.of(batch));
  }

  /** Throws unless a type is the expected one. */
  static void check(String what, TensorType found, TensorType expected) {
    if (!found.equals(expected)) {
      throw new ShapeException(what + " is " + found + ", expected " + expected);
    }
  }

  /** Throws unless there are so many operands. */
  static void checkCount(int found, int expected) {
    if (found != expected) {
      throw new ShapeException(found + " operands given, expected " + expected);
    }
  }

  /** Returns T·N·G·H·H, the multiplications of the products with the recurrent weight. */
  long multiplications() {
    return Math.multiplyExact(sequence(gates).shape().count(), hidden);
  }
}
