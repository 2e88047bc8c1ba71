package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The cross-entropy of several answers of yes and no, PyTorch's {@code MultiLabelSoftMarginLoss}.
 * For the scores x [n, C] and targets y in [0, 1] it is
 *
 * <pre>
 * ℓ = −1/C · Σ_c w[c]·(y[c]·log σ(x[c]) + (1 − y[c])·log(1 − σ(x[c])))
 * </pre>
 *
 * @param weight w for each class [C]; null for ones
 * @param reduction how the terms become one number
 */
public record MultiLabelSoftMargin(@Nullable Tensor weight, Reduction reduction) implements Loss {

  /** Creates the loss with the usual options. */
  public MultiLabelSoftMargin() {
    this(null, Reduction.MEAN);
  }

  /** Returns this with a weight for each class [C]. */
  public MultiLabelSoftMargin weight(Tensor value) {
    return new MultiLabelSoftMargin(value, reduction);
  }

  /** Returns this with another reduction. */
  public MultiLabelSoftMargin reduction(Reduction value) {
    return new MultiLabelSoftMargin(weight, value);
  }

  /**
   * Returns the loss.
   *
   * @param scores [..., C]
   * @param target of the same shape
   * @throws dev.cajal.backend.ShapeException if the shapes differ
   */
  @Override
  public Tensor of(Tensor scores, Tensor target) {
    Tensor y = Terms.target("multilabelSoftMargin", scores, target);
    Tensor terms = y.neg().add(1).mul(scores).add(Terms.softplus(scores.neg()));
    Tensor weighted = weight == null ? terms : terms.mul(Terms.like(scores, weight));
    return reduction.of(weighted.mean(-1));
  }
}
