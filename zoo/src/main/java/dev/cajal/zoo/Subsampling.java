package dev.cajal.zoo;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.nn.Parameter;
import dev.cajal.nn.init.Initializers;
import dev.cajal.op.Window;
import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Trained subsampling (LeCun et al. 1998, section II.B): y = w_c·(sum of a 2×2 window) + b_c, with
 * one coefficient and one bias a map. The coefficient starts as that of the mean.
 */
final class Subsampling extends Module {
  private static final int SIZE = 2;

  private final Parameter weight = parameter("weight", Initializers.constant(0.25));
  private final Parameter bias = parameter("bias", Initializers.zeros());

  @Override
  protected Tensor forward(Tensor x) {
    long maps = x.dim(1);
    Tensor sums =
        x.avgPool(List.of(SIZE, SIZE), Window.of(2).stride(SIZE)).mul((double) SIZE * SIZE);
    return sums.mul(weight.at(x, Shape.of(maps)).reshape(maps, 1, 1))
        .add(bias.at(x, Shape.of(maps)).reshape(maps, 1, 1));
  }

  @Override
  public String toString() {
    return "Subsampling(2x2)";
  }
}
