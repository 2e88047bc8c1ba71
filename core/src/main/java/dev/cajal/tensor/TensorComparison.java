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

  /** Returns x ≤ y. */
  default Tensor lessOrEqual(Tensor other) {
    return Broadcasting.binary(new LessOrEqual(), self(), other);
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

  /** Returns x = y. */
  default Tensor equalTo(Tensor other) {
    return Broadcasting.binary(new Equal(), self(), other);
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

  /** Returns the values converted to another element type. */
  default Tensor cast(DType dtype) {
    return dtype == dtype() ? self() : Tensor.apply(new Cast(dtype), self());
  }
}
