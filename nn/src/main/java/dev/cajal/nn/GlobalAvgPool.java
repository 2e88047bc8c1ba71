package dev.cajal.nn;

import dev.cajal.backend.ShapeException;
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
    if (x.rank() < 3) {
      throw new ShapeException("input is " + x.shape() + ", expected [n, channels, places...]")
          .at("globalavgpool", path());
    }
    return x.mean(IntStream.range(2, x.rank()).toArray());
  }
}
