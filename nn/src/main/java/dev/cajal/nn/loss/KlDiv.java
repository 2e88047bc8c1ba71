package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;

/**
 * The divergence of Kullback and Leibler, PyTorch's {@code KLDivLoss}. For each logarithm x of a
 * predicted probability and each probability y it is
 *
 * <pre>
 * ℓ = y·(log y − x)       0 where y = 0
 * ℓ = eʸ·(y − x)          where the targets are logarithms too
 * </pre>
 *
 * <p>The divergence of distributions is the sum: {@link Reduction#BATCH_MEAN} averages it over a
 * batch.
 *
 * @param logTarget whether the targets are logarithms
 * @param reduction how the terms become one number
 */
public record KlDiv(boolean logTarget, Reduction reduction) implements Loss {

  /** Creates the loss with the usual options. */
  public KlDiv() {
    this(false, Reduction.MEAN);
  }

  /** Returns this for targets that are logarithms, or for probabilities. */
  public KlDiv logTarget(boolean value) {
    return new KlDiv(value, reduction);
  }

  /** Returns this with another reduction. */
  public KlDiv reduction(Reduction value) {
    return new KlDiv(logTarget, value);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Tensor y = Terms.target("klDiv", prediction, target);
    if (logTarget) {
      return reduction.of(y.exp().mul(y.sub(prediction)));
    }
    Tensor positive = y.greater(0);
    Tensor log = positive.where(y, Tensor.scalar(y.dtype(), 1)).log();
    return reduction.of(y.mul(log).sub(y.mul(prediction)));
  }
}
