package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rectifier max(x, 0); the derivative is 1 where x &gt; 0 and 0 elsewhere, also at 0. A NaN
 * stays a NaN.
 */
public record Relu() implements Elementwise.Unary {

  @Override
  public String name() {
    return "relu";
  }

  @Override
  public double compute(double x) {
    return x > 0 || Double.isNaN(x) ? x : 0;
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
    return at.y().greater(0).where(d, Tensor.scalar(d.dtype(), 0));
  }
}
