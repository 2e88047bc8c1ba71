package dev.cajal.nn.loss;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;

/**
 * The negative log-likelihood of a normal distribution of which mean and variance are predicted,
 * PyTorch's {@code GaussianNLLLoss}:
 *
 * <pre>
 * ℓ = ½·(log v + (x − y)²/v),   v = max(variance, ε)
 * </pre>
 *
 * <p>The constant ½·log 2π is left out unless asked for. The gradient passes the maximum as if it
 * were not there.
 *
 * @param full whether the constant is added
 * @param eps ε, positive
 * @param reduction how the terms become one number
 */
public record GaussianNll(boolean full, double eps, Reduction reduction) {

  /** Checks the ranges. */
  public GaussianNll {
    if (!(eps > 0)) {
      throw new IllegalArgumentException(
          "gaussianNll: eps must be a positive number, found " + eps);
    }
  }

  /** Creates the loss with the usual options. */
  public GaussianNll() {
    this(false, 1e-6, Reduction.MEAN);
  }

  /** Returns this with the constant, or without. */
  public GaussianNll full(boolean value) {
    return new GaussianNll(value, eps, reduction);
  }

  /** Returns this with another ε. */
  public GaussianNll eps(double value) {
    return new GaussianNll(full, value, reduction);
  }

  /** Returns this with another reduction. */
  public GaussianNll reduction(Reduction value) {
    return new GaussianNll(full, eps, value);
  }

  /**
   * Returns the loss.
   *
   * @param mean x, any shape
   * @param target y, the same shape
   * @param variance of the same shape; or with a last axis of size 1, or without it
   * @throws ShapeException if the shapes do not fit
   */
  public Tensor of(Tensor mean, Tensor target, Tensor variance) {
    Tensor y = Terms.target("gaussianNll", mean, target);
    Tensor given = fitted(mean, variance);
    Tensor least = Tensor.scalar(given.dtype(), eps);
    Tensor fixed = given.stopGradient();
    Tensor v = fixed.less(least).where(least, fixed).add(given.sub(fixed));
    Tensor terms = v.log().add(mean.sub(y).square().div(v)).mul(0.5);
    return reduction.of(full ? terms.add(0.5 * Math.log(2 * Math.PI)) : terms);
  }

  private static Tensor fitted(Tensor mean, Tensor variance) {
    Shape full = mean.shape();
    if (variance.shape().equals(full) || variance.rank() == 0) {
      return variance;
    }
    Shape outer = full.slice(0, Math.max(0, full.rank() - 1));
    if (variance.shape().equals(outer)) {
      return variance.unsqueeze(-1);
    }
    if (variance.shape().equals(outer.concat(Shape.of(1)))) {
      return variance;
    }
    throw new ShapeException(
        "gaussianNll: mean is %s, variance %s; expected the same shape, or one variance for each row"
            .formatted(full, variance.shape()));
  }
}
