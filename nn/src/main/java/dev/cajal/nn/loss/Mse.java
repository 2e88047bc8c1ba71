package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;

/**
 * The squared error, PyTorch's {@code MSELoss}. For each element x of the prediction and y of the
 * target it is
 *
 * <pre>
 * ℓ = (x − y)²
 * </pre>
 *
 * @param reduction how the terms become one number
 */
public record Mse(Reduction reduction) implements Loss {

  /** Creates the loss with the usual options. */
  public Mse() {
    this(Reduction.MEAN);
  }

  /** Returns this with another reduction. */
  public Mse reduction(Reduction value) {
    return new Mse(value);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {

    return reduction.of(prediction.sub(Terms.target("mse", prediction, target)).square());
  }
}
