package dev.cajal.tensor;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.op.MatMul;

/** Products of matrices and their relatives. */
public sealed interface TensorProducts extends TensorFamily permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /**
   * Returns the matrix product over the last two axes, [..., m, k] · [..., k, n] → [..., m, n];
   * leading axes broadcast.
   */
  default Tensor matmul(Tensor other) {
    if (rank() < 2 || other.rank() < 2) {
      throw new ShapeException(
              "needs at least two axes on both sides, got "
                  + shape()
                  + " and "
                  + other.shape()
                  + "; unsqueeze vectors")
          .at("matmul", self().node().path());
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
}
