package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;

/**
 * The hinge loss of scores of yes (y = 1) and no (y = −1). For each element x of the prediction and
 * y of the target it is
 *
 * <pre>
 * ℓ = max(0, margin − x·y)
 * </pre>
 *
 * <p>Source: Cortes and Vapnik, <i>Support-vector networks</i>, 1995. For several classes see
 * {@link MultiMargin}.
 *
 * @param margin the margin
 * @param reduction how the terms become one number
 */
public record Hinge(double margin, Reduction reduction) implements Loss {

  /** Creates the loss with the usual options. */
  public Hinge() {
    this(1, Reduction.MEAN);
  }

  /** Returns this with another margin. */
  public Hinge margin(double value) {
    return new Hinge(value, reduction);
  }

  /** Returns this with another reduction. */
  public Hinge reduction(Reduction value) {
    return new Hinge(margin, value);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Tensor y = Terms.target("hinge", prediction, target);
    Tensor x = prediction;
    return reduction.of(Terms.clamped(y.mul(x).neg().add(margin)));
  }
}
