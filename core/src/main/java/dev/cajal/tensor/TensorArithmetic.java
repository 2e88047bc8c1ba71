package dev.cajal.tensor;

import dev.cajal.op.Add;
import dev.cajal.op.Div;
import dev.cajal.op.Maximum;
import dev.cajal.op.Minimum;
import dev.cajal.op.Mul;
import dev.cajal.op.Pow;
import dev.cajal.op.Remainder;
import dev.cajal.op.Sub;

/**
 * Arithmetic of tensors, element by element. Shapes broadcast as in NumPy: they are aligned at the
 * end, and an axis of size 1 is repeated.
 */
public sealed interface TensorArithmetic extends TensorFamily permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /** Returns x + y. */
  default Tensor add(Tensor other) {
    return Broadcasting.binary(new Add(), self(), other);
  }

  /** Returns x + c. */
  default Tensor add(double other) {
    return add(Tensor.scalar(dtype(), other));
  }

  /** Returns x − y. */
  default Tensor sub(Tensor other) {
    return Broadcasting.binary(new Sub(), self(), other);
  }

  /** Returns x − c. */
  default Tensor sub(double other) {
    return sub(Tensor.scalar(dtype(), other));
  }

  /** Returns x · y, element by element. */
  default Tensor mul(Tensor other) {
    return Broadcasting.binary(new Mul(), self(), other);
  }

  /** Returns c · x. */
  default Tensor mul(double other) {
    return mul(Tensor.scalar(dtype(), other));
  }

  /** Returns x / y. */
  default Tensor div(Tensor other) {
    return Broadcasting.binary(new Div(), self(), other);
  }

  /** Returns x / c. */
  default Tensor div(double other) {
    return div(Tensor.scalar(dtype(), other));
  }

  /** Returns x to the power y. */
  default Tensor pow(Tensor other) {
    return Broadcasting.binary(new Pow(), self(), other);
  }

  /** Returns x to the power c. */
  default Tensor pow(double exponent) {
    return pow(Tensor.scalar(dtype(), exponent));
  }

  /** Returns x − y·⌊x/y⌋, which has the sign of y, without rounding. */
  default Tensor remainder(Tensor other) {
    return Broadcasting.binary(new Remainder(), self(), other);
  }

  /** Returns x − c·⌊x/c⌋, which has the sign of c, without rounding. */
  default Tensor remainder(double other) {
    return remainder(Tensor.scalar(dtype(), other));
  }

  /** Returns x with what is below a minimum or above a maximum set to it. */
  default Tensor clamp(double min, double max) {
    return clampMin(min).clampMax(max);
  }

  /** Returns x with what is below a minimum or above a maximum set to it. */
  default Tensor clamp(Tensor min, Tensor max) {
    Tensor raised = self().less(min).where(min, self());
    return raised.greater(max).where(max, raised);
  }

  /** Returns x, but the minimum where x is below it; the derivative at the minimum is 1. */
  default Tensor clampMin(double min) {
    return self().less(min).where(min, self());
  }

  /** Returns x, but the maximum where x is above it; the derivative at the maximum is 1. */
  default Tensor clampMax(double max) {
    return self().greater(max).where(max, self());
  }

  /** Returns the larger of x and y; at a tie each side has half of the gradient. */
  default Tensor maximum(Tensor other) {
    return Broadcasting.binary(new Maximum(), self(), other);
  }

  /** Returns the smaller of x and y; at a tie each side has half of the gradient. */
  default Tensor minimum(Tensor other) {
    return Broadcasting.binary(new Minimum(), self(), other);
  }
}
