package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;

/**
 * The loss of the order of two scores, PyTorch's {@code MarginRankingLoss}: y = 1 where x₁ should
 * be the larger, y = −1 where x₂ should,
 *
 * <pre>
 * ℓ = max(0, margin − y·(x₁ − x₂))
 * </pre>
 *
 * @param margin the margin
 * @param reduction how the terms become one number
 */
public record MarginRanking(double margin, Reduction reduction) {

  /** Creates the loss with the usual options. */
  public MarginRanking() {
    this(0, Reduction.MEAN);
  }

  /** Returns this with another margin. */
  public MarginRanking margin(double value) {
    return new MarginRanking(value, reduction);
  }

  /** Returns this with another reduction. */
  public MarginRanking reduction(Reduction value) {
    return new MarginRanking(margin, value);
  }

  /**
   * Returns the loss.
   *
   * @param first x₁, any shape
   * @param second x₂, the same shape
   * @param target y, the same shape, each 1 or −1
   * @throws dev.cajal.backend.ShapeException if the shapes differ
   */
  public Tensor of(Tensor first, Tensor second, Tensor target) {
    Terms.same("marginRanking", "first", first, "second", second);
    Tensor y = Terms.target("marginRanking", first, target);
    return reduction.of(Terms.clamped(y.neg().mul(first.sub(second)).add(margin)));
  }
}
