package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The cross-entropy of the sigmoid of scores, PyTorch's {@code BCEWithLogitsLoss}. For each score x
 * and target y in [0, 1] it is
 *
 * <pre>
 * ℓ = −w·(p·y·log σ(x) + (1 − y)·log(1 − σ(x)))
 *   = w·((1 − y)·x + (1 + (p − 1)·y)·log(1 + e⁻ˣ))
 * </pre>
 *
 * <p>computed by the second line, which stays exact where σ(x) rounds to 0 or 1.
 *
 * @param weight w, of a shape that broadcasts with the scores; null for ones
 * @param posWeight p, by how much more a yes counts, of a shape that broadcasts with the scores;
 *     null for ones
 * @param reduction how the terms become one number
 */
public record BceWithLogits(
    @Nullable Tensor weight, @Nullable Tensor posWeight, Reduction reduction) implements Loss {

  /** Creates the loss with the usual options. */
  public BceWithLogits() {
    this(null, null, Reduction.MEAN);
  }

  /** Returns this with weights of the elements. */
  public BceWithLogits weight(Tensor value) {
    return new BceWithLogits(value, posWeight, reduction);
  }

  /** Returns this with weights of the answer yes. */
  public BceWithLogits posWeight(Tensor value) {
    return new BceWithLogits(weight, value, reduction);
  }

  /** Returns this with another reduction. */
  public BceWithLogits reduction(Reduction value) {
    return new BceWithLogits(weight, posWeight, value);
  }

  /**
   * Returns the loss.
   *
   * @param logits scores, any shape
   * @param target of the same shape
   * @throws dev.cajal.backend.ShapeException if the shapes differ
   */
  @Override
  public Tensor of(Tensor logits, Tensor target) {
    Tensor y = Terms.target("bceWithLogits", logits, target);
    Tensor soft = Terms.softplus(logits.neg());
    Tensor log =
        posWeight == null ? soft : soft.mul(Terms.like(logits, posWeight).sub(1).mul(y).add(1));
    Tensor terms = y.neg().add(1).mul(logits).add(log);
    return reduction.of(weight == null ? terms : terms.mul(Terms.like(logits, weight)));
  }
}
