package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;

/**
 * The absolute error, PyTorch's {@code L1Loss}. For each element x of the prediction and y of the
 * target it is
 *
 * <pre>
 * ℓ = |x − y|
 * </pre>
 *
 * @param reduction how the terms become one number
 */
public record L1(Reduction reduction) implements Loss {

  /** Creates the loss with the usual options. */
  public L1() {
    this(Reduction.MEAN);
  }

  /** Returns this with another reduction. */
  public L1 reduction(Reduction value) {
    return new L1(value);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {

    return reduction.of(prediction.sub(Terms.target("l1", prediction, target)).abs());
  }
}
