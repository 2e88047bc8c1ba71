package dev.cajal.nn;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Normalises groups of channels of each sample, y = γ·(x − μ)/√(v + ε) + β with the mean and the
 * biased variance over the channels of a group and all places (Wu, He 2018).
 *
 * <ul>
 *   <li>input and output [n, c, ...], c a multiple of the groups
 *   <li>{@code weight} γ [c], {@code bias} β [c], if affine
 * </ul>
 */
public final class GroupNorm extends Module {
  private final int groups;
  private final double eps;
  private final Channels channels;

  /** Creates a normalisation with ε = 1e-5 and parameters. */
  public GroupNorm(int groups) {
    this(groups, 1e-5, true);
  }

  /**
   * Creates a normalisation.
   *
   * @param groups into how many groups the channels divide
   * @param eps ε, which keeps the root away from zero
   * @param affine whether channels are scaled and shifted by {@code weight} and {@code bias}
   */
  public GroupNorm(int groups, double eps, boolean affine) {
    if (groups < 1) {
      throw new IllegalArgumentException("groupnorm: " + groups + " groups, expected 1 or more");
    }
    this.groups = groups;
    this.eps = eps;
    this.channels = new Channels(this, affine);
  }

  @Override
  protected Tensor forward(Tensor x) {
    Axes.requireRank(x, 2, "[n, channels, ...]", "groupnorm", path());
    Axes.requireGroups(x, groups, "groupnorm", path());
    long each = x.dim(1) / groups * x.shape().slice(2, x.rank()).count();
    Tensor grouped = x.reshape(x.dim(0), groups, each);
    List<Tensor> moments = Channels.moments(grouped, List.of(2));
    Tensor y = grouped.sub(moments.get(0)).div(moments.get(1).add(eps).sqrt());
    return channels.scaled(y.reshape(x.shape()));
  }

  @Override
  public String toString() {
    return "GroupNorm(" + groups + ")";
  }
}
