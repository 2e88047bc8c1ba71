package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;

/**
 * The logistic loss of scores of yes (y = 1) and no (y = −1), PyTorch's {@code SoftMarginLoss}. For
 * each element x of the prediction and y of the target it is
 *
 * <pre>
 * ℓ = log(1 + exp(−x·y))
 * </pre>
 *
 * <p>Where exp would overflow, the loss is |x·y|.
 *
 * @param reduction how the terms become one number
 */
public record SoftMargin(Reduction reduction) implements Loss {

  /** Creates the loss with the usual options. */
  public SoftMargin() {
    this(Reduction.MEAN);
  }

  /** Returns this with another reduction. */
  public SoftMargin reduction(Reduction value) {
    return new SoftMargin(value);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Tensor y = Terms.target("softMargin", prediction, target);
    Tensor x = prediction;
    return reduction.of(Terms.softplus(x.mul(y).neg()));
  }
}
