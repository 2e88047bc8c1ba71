package dev.cajal.nn;

import dev.cajal.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * The mean of each channel over all places, which disappear.
 *
 * <ul>
 *   <li>input [n, c, ...], output [n, c]
 * </ul>
 */
public final class GlobalAvgPool extends Module {

  /** Creates the layer. */
  public GlobalAvgPool() {}

  @Override
  protected Tensor forward(Tensor x) {
    Axes.requireRank(x, 3, "[n, channels, places...]", "globalavgpool", path());
    return x.mean(IntStream.range(2, x.rank()).toArray());
  }
}
