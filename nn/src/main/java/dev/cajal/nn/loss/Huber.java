package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;

/**
 * The squared error, with a slope of at most δ, PyTorch's {@code HuberLoss}. For each element x of
 * the prediction and y of the target it is
 *
 * <pre>
 * ℓ = (x − y)² / 2          where |x − y| < δ
 *     δ·(|x − y| − δ/2)     elsewhere
 * </pre>
 *
 * <p>Source: Huber, <i>Robust estimation of a location parameter</i>, 1964.
 *
 * @param delta δ, positive
 * @param reduction how the terms become one number
 */
public record Huber(double delta, Reduction reduction) implements Loss {

  /** Checks the ranges. */
  public Huber {
    if (!(delta > 0)) {
      throw new IllegalArgumentException("huber: delta must be a positive number, found " + delta);
    }
  }

  /** Creates the loss with the usual options. */
  public Huber() {
    this(1, Reduction.MEAN);
  }

  /** Returns this with another δ. */
  public Huber delta(double value) {
    return new Huber(value, reduction);
  }

  /** Returns this with another reduction. */
  public Huber reduction(Reduction value) {
    return new Huber(delta, value);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Tensor d = prediction.sub(Terms.target("huber", prediction, target));
    return reduction.of(
        d.abs()
            .less(Tensor.scalar(d.dtype(), delta))
            .where(d.square().mul(0.5), d.abs().sub(0.5 * delta).mul(delta)));
  }
}
