package dev.cajal.nn;

import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * The largest value of each channel over all places, which disappear.
 *
 * <ul>
 *   <li>input [n, c, ...], output [n, c]
 * </ul>
 */
public final class GlobalMaxPool extends Module {

  /** Creates the layer. */
  public GlobalMaxPool() {}

  @Override
  protected Tensor forward(Tensor x) {
    Axes.requireRank(x, 3, "[n, channels, places...]", "globalmaxpool", path());
    long places = x.shape().slice(2, x.rank()).count();
    return x.reshape(x.dim(0), x.dim(1), places)
        .maxPool(List.of(Math.toIntExact(places)), Window.of(1))
        .reshape(x.dim(0), x.dim(1));
  }
}
