package dev.cajal.nn;

import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * Mixes the channels of a grouped convolution, so that the next one sees some of each group
 * (ShuffleNet, Zhang et al. 2018): channel i of group g goes to place i·groups + g.
 *
 * <ul>
 *   <li>input and output [n, c, ...]
 * </ul>
 */
public final class ChannelShuffle extends Module {
  private final int groups;

  /**
   * Creates the layer.
   *
   * @param groups into how many groups the channels divide
   */
  public ChannelShuffle(int groups) {
    if (groups < 1) {
      throw new IllegalArgumentException(
          "channelshuffle: " + groups + " groups, expected at least 1");
    }
    this.groups = groups;
  }

  @Override
  protected Tensor forward(Tensor x) {
    if (x.rank() < 2) {
      throw new ShapeException("input is " + x.shape() + ", expected [n, channels, ...]")
          .at("channelshuffle", path());
    }
    Axes.requireGroups(x, groups, "channelshuffle", path());
    long[] sizes = x.shape().toArray();
    long[] split = new long[sizes.length + 1];
    System.arraycopy(sizes, 2, split, 3, sizes.length - 2);
    split[0] = sizes[0];
    split[1] = groups;
    split[2] = sizes[1] / groups;
    int[] order = IntStream.range(0, split.length).toArray();
    order[1] = 2;
    order[2] = 1;
    return x.reshape(split).permute(order).reshape(x.shape());
  }

  @Override
  public String toString() {
    return "ChannelShuffle(" + groups + ")";
  }
}
