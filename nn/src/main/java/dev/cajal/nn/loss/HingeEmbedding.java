package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;

/**
 * The loss of distances x of pairs that belong together (y = 1) or not (y = −1), PyTorch's {@code
 * HingeEmbeddingLoss}. For each element x of the prediction and y of the target it is
 *
 * <pre>
 * ℓ = x                       where y = 1
 *     max(0, margin − x)      where y = −1
 * </pre>
 *
 * @param margin the margin
 * @param reduction how the terms become one number
 */
public record HingeEmbedding(double margin, Reduction reduction) implements Loss {

  /** Creates the loss with the usual options. */
  public HingeEmbedding() {
    this(1, Reduction.MEAN);
  }

  /** Returns this with another margin. */
  public HingeEmbedding margin(double value) {
    return new HingeEmbedding(value, reduction);
  }

  /** Returns this with another reduction. */
  public HingeEmbedding reduction(Reduction value) {
    return new HingeEmbedding(margin, value);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Tensor y = Terms.target("hingeEmbedding", prediction, target);
    Tensor x = prediction;
    Tensor zero = Terms.zero(x);
    Tensor yes = y.equalTo(Tensor.scalar(y.dtype(), -1)).where(zero, x);
    Tensor no =
        y.equalTo(Tensor.scalar(y.dtype(), 1)).where(zero, Terms.clamped(x.neg().add(margin)));
    return reduction.of(yes.add(no));
  }
}
