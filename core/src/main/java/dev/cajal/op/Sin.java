package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** sin x, x in radians; the derivative is cos x. */
public record Sin() implements Elementwise.Real {

  @Override
  public String name() {
    return "sin";
  }

  @Override
  public double compute(double x) {
    return Math.sin(x);
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    return List.of(slope(at, grads.getFirst()));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(slope(at, tangents.getFirst()));
  }

  private static Tensor slope(Applied at, Tensor d) {
    return d.mul(at.x(0).cos());
  }
}
