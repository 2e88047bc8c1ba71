package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** √x, NaN below 0; the derivative is 1/(2√x), infinite at 0. */
public record Sqrt() implements Elementwise.Real {

  @Override
  public String name() {
    return "sqrt";
  }

  @Override
  public double compute(double x) {
    return Math.sqrt(x);
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
    return d.div(at.y().mul(2));
  }
}
