package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;

/**
 * Pools neighbouring channels at the same place by a norm, y = (Σ xᵖ)^(1/p) over each group of k
 * channels: with p = 2 the L2 pooling over features, which makes a unit indifferent to which of its
 * features is present. For the maximum over features see {@link Activation#maxout}.
 *
 * <ul>
 *   <li>input [n, c, ...], output [n, c/k, ...]
 * </ul>
 *
 * <p>Where the sum is 0, the gradient is taken to be 0.
 */
public final class FeatureLPPool extends Module {
  private final double normType;
  private final int channels;

  /**
   * Creates a pooling.
   *
   * @param normType p
   * @param channels k, how many neighbouring channels make one
   */
  public FeatureLPPool(double normType, int channels) {
    this.normType = Powers.checked("featurelppool", normType);
    if (channels < 1) {
      throw new IllegalArgumentException(
          "featurelppool: groups of " + channels + " channels, expected 1 or more");
    }
    this.channels = channels;
  }

  @Override
  protected Tensor forward(Tensor x) {
    Axes.requireRank(x, 2, "[n, channels, ...]", "featurelppool", path());
    Axes.requireGroups(x, channels, "featurelppool", path());
    Shape places = x.shape().slice(2, x.rank());
    Tensor grouped =
        Powers.of(x, normType)
            .reshape(Shape.of(x.dim(0), x.dim(1) / channels, channels).concat(places));
    return Powers.root(grouped.sum(2), normType);
  }

  @Override
  public String toString() {
    return "FeatureLPPool(" + normType + ", " + channels + ")";
  }
}
