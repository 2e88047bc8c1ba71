package dev.cajal.labs.toynn;

import dev.cajal.tensor.Tensor;

/** y = max(0, x). Backwards, the gradient passes where x was positive, and nothing elsewhere. */
public final class ReLU {

  /** Returns max(0, x). */
  public Tensor forward(Tensor x) {
    return x.clampMin(0);
  }

  /** Returns ∂L/∂x for ∂L/∂y. */
  public Tensor backward(Tensor x, Tensor gradient) {
    return gradient.mul(x.greater(0).cast(gradient.dtype()));
  }
}
