package dev.cajal.tensor;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.op.LogSoftmax;
import dev.cajal.op.Sigmoid;
import dev.cajal.op.Softmax;

/**
 * The smooth nonlinear functions of networks, and those along an axis. They neither overflow nor
 * lose their gradient to a NaN far from zero. The piecewise ones are in {@link TensorRectifiers}.
 */
public sealed interface TensorActivations extends TensorFamily permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /** Returns 1 / (1 + e⁻ˣ). */
  default Tensor sigmoid() {
    return Tensor.apply(new Sigmoid(), self());
  }

  /** Returns ln(1/(1 + e⁻ˣ)), exact also where the sigmoid rounds to 0 or 1. */
  default Tensor logSigmoid() {
    // Beyond 40 the exponential changes no digit of a double.
    return self().neg().softplus(1, 40).neg();
  }

  /** Returns ln(1 + eˣ), x itself above 20. */
  default Tensor softplus() {
    return softplus(1, 20);
  }

  /**
   * Returns ln(1 + e^(βx))/β, x itself where βx is above a threshold.
   *
   * @param beta β, how sharp the bend at 0 is; not 0
   */
  default Tensor softplus(double beta, double threshold) {
    Tensor scaled = self().mul(beta);
    Tensor linear = scaled.greater(threshold);
    // The exponential never sees what is above the threshold: its overflow would make the gradient
    // NaN in the branch that was not taken.
    return linear.where(self(), linear.where(0, scaled).exp().log1p().div(beta));
  }

  /** Returns x/(1 + |x|). */
  default Tensor softsign() {
    return self().div(self().abs().add(1));
  }

  /** Returns x − tanh x. */
  default Tensor tanhshrink() {
    return self().sub(self().tanh());
  }

  /**
   * Returns x·Φ(x) with the normal distribution Φ(x) = (1 + erf(x/√2))/2 (Hendrycks, Gimpel 2016).
   */
  default Tensor gelu() {
    return self().mul(0.5).mul(self().mul(Math.sqrt(0.5)).erf().add(1));
  }

  /** Returns the approximation x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))) of {@link #gelu}. */
  default Tensor geluTanh() {
    Tensor inner =
        self().add(self().square().mul(self()).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
    return self().mul(0.5).mul(inner.tanh().add(1));
  }

  /** Returns x·sigmoid(x), also called swish (Ramachandran et al. 2017). */
  default Tensor silu() {
    return self().mul(sigmoid());
  }

  /** Returns x·tanh(softplus(x)) (Misra 2019). */
  default Tensor mish() {
    return self().mul(softplus().tanh());
  }

  /**
   * Returns a·sigmoid(b), where a and b are the two halves of this tensor along an axis (Dauphin et
   * al. 2017).
   *
   * @throws ShapeException if the axis cannot be halved
   */
  default Tensor glu(int axis) {
    long size = dim(Axes.checked("glu", self(), axis));
    if (size % 2 != 0) {
      throw new ShapeException(
              "axis " + axis + " of " + shape() + " has size " + size + ", expected an even one")
          .at("glu", self().where());
    }
    return self().slice(axis, 0, size / 2).mul(self().slice(axis, size / 2, size).sigmoid());
  }

  /**
   * Returns the largest of each group of neighbours along an axis, c elements in groups of k to c/k
   * (Goodfellow et al. 2013).
   *
   * @param pieces k, the size of a group
   * @throws ShapeException if the axis cannot be divided into groups
   */
  default Tensor maxout(int axis, int pieces) {
    int a = Axes.checked("maxout", self(), axis);
    if (pieces < 1 || dim(a) % pieces != 0) {
      throw new ShapeException(
              "axis "
                  + a
                  + " of "
                  + shape()
                  + " cannot be divided into groups of "
                  + pieces
                  + "; make its size a multiple")
          .at("maxout", self().where());
    }
    return self()
        .reshape(
            shape()
                .slice(0, a)
                .concat(Shape.of(dim(a) / pieces, pieces))
                .concat(shape().slice(a + 1, rank())))
        .max(a + 1);
  }

  /** Returns eˣ / Σ eˣ along an axis. */
  default Tensor softmax(int axis) {
    return Tensor.apply(new Softmax(Axes.front(self(), axis)), self());
  }

  /** Returns e⁻ˣ / Σ e⁻ˣ along an axis. */
  default Tensor softmin(int axis) {
    return self().neg().softmax(axis);
  }

  /** Returns x − log Σ eˣ along an axis. */
  default Tensor logSoftmax(int axis) {
    return Tensor.apply(new LogSoftmax(Axes.front(self(), axis)), self());
  }
}
