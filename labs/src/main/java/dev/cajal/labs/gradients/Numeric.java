package dev.cajal.labs.gradients;

import dev.cajal.backend.DType;
import dev.cajal.tensor.Tensor;

/** Scalars of float64, in which the worked examples are exact. */
final class Numeric {
  private Numeric() {}

  static Tensor number(double value) {
    return Tensor.scalar(DType.FLOAT64, value);
  }
}
