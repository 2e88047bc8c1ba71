package dev.cajal.tensor;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.op.Cast;
import dev.cajal.op.Equal;
import dev.cajal.op.Less;
import dev.cajal.op.LessOrEqual;
import dev.cajal.op.Where;

/** Comparison, choice and conversion, element by element, with shapes that broadcast. */
public sealed interface TensorComparison extends TensorFamily permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /** Returns x &lt; y. */
  default Tensor less(Tensor other) {
    return Broadcasting.binary(new Less(), self(), other);
  }

  /** Returns x &lt; c. */
  default Tensor less(double other) {
    return less(Tensor.scalar(dtype(), other));
  }

  /** Returns x ≤ y. */
  default Tensor lessOrEqual(Tensor other) {
    return Broadcasting.binary(new LessOrEqual(), self(), other);
  }

  /** Returns x ≤ c. */
  default Tensor lessOrEqual(double other) {
    return lessOrEqual(Tensor.scalar(dtype(), other));
  }

  /** Returns x &gt; y. */
  default Tensor greater(Tensor other) {
    return other.less(self());
  }

  /** Returns x &gt; c. */
  default Tensor greater(double other) {
    return greater(Tensor.scalar(dtype(), other));
  }

  /** Returns x ≥ y. */
  default Tensor greaterOrEqual(Tensor other) {
    return other.lessOrEqual(self());
  }

  /** Returns x ≥ c. */
  default Tensor greaterOrEqual(double other) {
    return greaterOrEqual(Tensor.scalar(dtype(), other));
  }

  /** Returns x = y. */
  default Tensor equalTo(Tensor other) {
    return Broadcasting.binary(new Equal(), self(), other);
  }

  /** Returns x = c. */
  default Tensor equalTo(double other) {
    return equalTo(Tensor.scalar(dtype(), other));
  }

  /** Returns x ≠ y; a NaN differs from everything. */
  default Tensor notEqualTo(Tensor other) {
    return equalTo(other).logicalNot();
  }

  /** Returns x ≠ c. */
  default Tensor notEqualTo(double other) {
    return equalTo(other).logicalNot();
  }

  /** Returns which elements are not a number. */
  default Tensor isNaN() {
    return notEqualTo(self());
  }

  /** Returns which elements are ∞ or −∞. */
  default Tensor isInf() {
    return self().abs().equalTo(Double.POSITIVE_INFINITY);
  }

  /** Returns which elements are neither infinite nor NaN. */
  default Tensor isFinite() {
    return self().abs().less(Double.POSITIVE_INFINITY);
  }

  /** Returns where this bool tensor is false. */
  default Tensor logicalNot() {
    return equalTo(Tensor.scalar(DType.BOOL, 0));
  }

  /** Returns where both bool tensors are true. */
  default Tensor logicalAnd(Tensor other) {
    return where(other, Tensor.scalar(DType.BOOL, 0));
  }

  /** Returns where at least one of two bool tensors is true. */
  default Tensor logicalOr(Tensor other) {
    return where(Tensor.scalar(DType.BOOL, 1), other);
  }

  /** Returns where exactly one of two bool tensors is true. */
  default Tensor logicalXor(Tensor other) {
    return notEqualTo(other);
  }

  /** Returns {@code yes} where this bool tensor is true, {@code no} elsewhere. */
  default Tensor where(Tensor yes, Tensor no) {
    Shape shape =
        Broadcasting.common(
            "where",
            self(),
            Broadcasting.common("where", self(), shape(), yes.shape()),
            no.shape());
    return Tensor.apply(
        new Where(), self().broadcastTo(shape), yes.broadcastTo(shape), no.broadcastTo(shape));
  }

  /** Returns a number where this bool tensor is true, {@code no} elsewhere. */
  default Tensor where(double yes, Tensor no) {
    return where(Tensor.scalar(no.dtype(), yes), no);
  }

  /** Returns {@code yes} where this bool tensor is true, a number elsewhere. */
  default Tensor where(Tensor yes, double no) {
    return where(yes, Tensor.scalar(yes.dtype(), no));
  }

  /** Returns this tensor with a value where a bool tensor is true. */
  default Tensor maskedFill(Tensor mask, double value) {
    return mask.where(value, self());
  }

  /** Returns the values converted to another element type. */
  default Tensor cast(DType dtype) {
    return dtype == dtype() ? self() : Tensor.apply(new Cast(dtype), self());
  }
}
