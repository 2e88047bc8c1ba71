package dev.cajal.tensor;

import dev.cajal.op.Relu;

/**
 * The piecewise nonlinear functions of networks: steps, rectifiers, clipping and shrinkage. At a
 * kink each has the derivative that PyTorch gives it: that of the constant piece, if one of the two
 * is constant, and else that of the piece on the left.
 */
public sealed interface TensorRectifiers extends TensorFamily permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /** Returns 1 where x &gt; 0, else 0; the derivative is 0. */
  default Tensor step() {
    return self().greater(0).cast(dtype());
  }

  /**
   * Returns the step of Heaviside, 1 where x &gt; 0, 0 where x &lt; 0, and a value of yours at 0;
   * the derivative is 0.
   */
  default Tensor step(double atZero) {
    return self().equalTo(0).where(atZero, step());
  }

  /**
   * Returns these values with the derivative of another function, the straight-through estimator of
   * Bengio et al. (2013). So a step can be trained through:
   *
   * <pre>{@code
   * Tensor y = x.step().straightThrough(x); // or clipped: x.hardtanh(-1, 1)
   * }</pre>
   *
   * @param surrogate of the shape of this tensor and finite
   */
  default Tensor straightThrough(Tensor surrogate) {
    return self().stopGradient().add(surrogate.sub(surrogate.stopGradient()));
  }

  /** Returns max(x, 0); its derivative at 0 is 0. */
  default Tensor relu() {
    return Tensor.apply(new Relu(), self());
  }

  /** Returns min(max(x, 0), 6) (Howard et al. 2017). */
  default Tensor relu6() {
    return hardtanh(0, 6);
  }

  /** Returns x where x &gt; 0, slope·x elsewhere (Maas et al. 2013); 0.01 is usual. */
  default Tensor leakyRelu(double slope) {
    return self().greater(0).where(self(), self().mul(slope));
  }

  /**
   * Returns x where x &gt; 0, slope·x elsewhere, with a gradient for the slope (He et al. 2015).
   *
   * @param slope of a shape that broadcasts to that of this tensor
   */
  default Tensor prelu(Tensor slope) {
    Tensor above = self().greater(0);
    return above.where(self(), above.where(0, self()).mul(slope));
  }

  /** Returns x where x &gt; 0, alpha·(eˣ − 1) elsewhere (Clevert et al. 2016); 1 is usual. */
  default Tensor elu(double alpha) {
    return exponential(alpha, 1);
  }

  /** Returns x where x &gt; 0, alpha·(e^(x/alpha) − 1) elsewhere (Barron 2017); 1 is usual. */
  default Tensor celu(double alpha) {
    return exponential(alpha, 1 / alpha);
  }

  /**
   * Returns λ·elu(α) with λ = 1.0507… and α = 1.6732…, which keep mean 0 and variance 1 (Klambauer
   * et al. 2017).
   */
  default Tensor selu() {
    return elu(1.6732632423543772).mul(1.0507009873554805);
  }

  private Tensor exponential(double alpha, double rate) {
    Tensor above = self().greater(0);
    // The exponential never sees x > 0: its overflow would make the gradient NaN in the branch that
    // was not taken.
    return above.where(self(), above.where(0, self()).mul(rate).expm1().mul(alpha));
  }

  /** Returns x within bounds, and the nearer bound outside; the derivative at a bound is 0. */
  default Tensor hardtanh(double min, double max) {
    return self().lessOrEqual(min).where(min, self().greaterOrEqual(max).where(max, self()));
  }

  /** Returns min(max(x/6 + ½, 0), 1). */
  default Tensor hardsigmoid() {
    return hardtanh(-3, 3).div(6).add(0.5);
  }

  /** Returns x·hardsigmoid(x): 0 up to −3, x from 3 on (Howard et al. 2019). */
  default Tensor hardswish() {
    // What lies outside is clamped, or its square would make the gradient NaN at infinity.
    Tensor inside = self().clamp(-3, 3);
    Tensor between = inside.mul(inside.add(3)).div(6);
    return self().lessOrEqual(-3).where(0, self().greaterOrEqual(3).where(self(), between));
  }

  /** Returns x moved towards 0 by lambda, and 0 where |x| ≤ lambda; ½ is usual. */
  default Tensor softshrink(double lambda) {
    return self().sub(self().clamp(-lambda, lambda));
  }

  /** Returns x, but 0 where |x| ≤ lambda; ½ is usual. */
  default Tensor hardshrink(double lambda) {
    return self().abs().lessOrEqual(lambda).where(0, self());
  }

  /** Returns x where it is above a threshold, else a value. */
  default Tensor threshold(double threshold, double value) {
    return self().lessOrEqual(threshold).where(value, self());
  }
}
