package dev.cajal.nn.loss;

import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;

/**
 * The contrastive loss of pairs that are alike (y = 0) or not (y = 1): with the distance D = ‖x₁ −
 * x₂‖ it is
 *
 * <pre>
 * ℓ = (1 − y)·½·D² + y·½·max(0, margin − D)²
 * </pre>
 *
 * <p>Source: Hadsell, Chopra and LeCun, <i>Dimensionality reduction by learning an invariant
 * mapping</i>, CVPR 2006, equation 4.
 *
 * @param margin the margin
 * @param reduction how the terms become one number
 */
public record Contrastive(double margin, Reduction reduction) {

  /** Creates the loss with the usual options. */
  public Contrastive() {
    this(1, Reduction.MEAN);
  }

  /** Returns this with another margin. */
  public Contrastive margin(double value) {
    return new Contrastive(value, reduction);
  }

  /** Returns this with another reduction. */
  public Contrastive reduction(Reduction value) {
    return new Contrastive(margin, value);
  }

  /**
   * Returns the loss.
   *
   * @param first x₁ [..., d]
   * @param second x₂, the same shape
   * @param target y [...], 0 for a pair that is alike, 1 for one that is not
   * @throws ShapeException if the shapes do not fit
   */
  public Tensor of(Tensor first, Tensor second, Tensor target) {
    Terms.same("contrastive", "first", first, "second", second);
    if (first.rank() < 1 || !target.shape().equals(first.shape().slice(0, first.rank() - 1))) {
      throw new ShapeException(
          "contrastive: vectors are %s, target %s; expected [n, d] and [n]"
              .formatted(first.shape(), target.shape()));
    }
    Tensor y = Terms.like(first, target);
    Tensor squared = first.sub(second).square().sum(-1);
    Tensor apart = Terms.clamped(Terms.root(squared).neg().add(margin)).square();
    return reduction.of(y.neg().add(1).mul(squared).add(y.mul(apart)).mul(0.5));
  }
}
