package dev.cajal.tensor;

import dev.cajal.op.Gather;

/** Elements picked by index. */
public sealed interface TensorIndexing extends TensorFamily permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /** Returns the entries along an axis that an integer tensor names. */
  default Tensor gather(int axis, Tensor indices) {
    return Tensor.apply(new Gather(shape().axis(axis)), self(), indices);
  }
}
