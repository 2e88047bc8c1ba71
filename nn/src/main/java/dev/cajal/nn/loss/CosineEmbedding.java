package dev.cajal.nn.loss;

import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;

/**
 * The loss of the angle between two vectors that belong together (y = 1) or not (y = −1), PyTorch's
 * {@code CosineEmbeddingLoss}:
 *
 * <pre>
 * ℓ = 1 − cos(x₁, x₂)                 where y = 1
 *     max(0, cos(x₁, x₂) − margin)    where y = −1
 * </pre>
 *
 * @param margin from −1 to 1
 * @param reduction how the terms become one number
 */
public record CosineEmbedding(double margin, Reduction reduction) {

  /** Creates the loss with the usual options. */
  public CosineEmbedding() {
    this(0, Reduction.MEAN);
  }

  /** Returns this with another margin. */
  public CosineEmbedding margin(double value) {
    return new CosineEmbedding(value, reduction);
  }

  /** Returns this with another reduction. */
  public CosineEmbedding reduction(Reduction value) {
    return new CosineEmbedding(margin, value);
  }

  /**
   * Returns the loss.
   *
   * @param first x₁ [n, d], or [d]
   * @param second x₂, the same shape
   * @param target y [n], or one element, each 1 or −1
   * @throws ShapeException if the shapes do not fit
   */
  public Tensor of(Tensor first, Tensor second, Tensor target) {
    Terms.same("cosineEmbedding", "first", first, "second", second);
    int rank = first.rank();
    if (rank < 1 || rank > 2 || !target.shape().equals(first.shape().slice(0, rank - 1))) {
      throw new ShapeException(
          "cosineEmbedding: vectors are %s, target %s; expected [n, d] and [n]"
              .formatted(first.shape(), target.shape()));
    }
    Tensor y = Terms.like(first, target);
    Tensor lengths = squared(first).mul(squared(second)).sqrt();
    Tensor cosine = first.mul(second).sum(-1).div(lengths);
    Tensor zero = Terms.zero(cosine);
    Tensor yes = y.equalTo(Tensor.scalar(y.dtype(), 1)).where(cosine.neg().add(1), zero);
    Tensor no =
        y.equalTo(Tensor.scalar(y.dtype(), -1)).where(Terms.clamped(cosine.sub(margin)), zero);
    return reduction.of(yes.add(no));
  }

  private static Tensor squared(Tensor x) {
    // As in PyTorch, a float: keeps the cosine of a zero vector finite.
    return x.square().sum(-1).add(1e-12f);
  }
}
