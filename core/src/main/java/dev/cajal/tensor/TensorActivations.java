package dev.cajal.tensor;

import dev.cajal.op.LogSoftmax;
import dev.cajal.op.Relu;
import dev.cajal.op.Sigmoid;
import dev.cajal.op.Softmax;

/** The nonlinear functions of networks. */
public sealed interface TensorActivations extends TensorFamily permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /** Returns 1 / (1 + e⁻ˣ). */
  default Tensor sigmoid() {
    return Tensor.apply(new Sigmoid(), self());
  }

  /** Returns max(x, 0); its derivative at 0 is 0. */
  default Tensor relu() {
    return Tensor.apply(new Relu(), self());
  }

  /** Returns eˣ / Σ eˣ along an axis. */
  default Tensor softmax(int axis) {
    return Tensor.apply(new Softmax(shape().axis(axis)), self());
  }

  /** Returns x − log Σ eˣ along an axis. */
  default Tensor logSoftmax(int axis) {
    return Tensor.apply(new LogSoftmax(shape().axis(axis)), self());
  }
}
