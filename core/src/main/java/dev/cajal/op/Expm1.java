package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** eˣ − 1, exact also where eˣ would round to 1; the derivative is eˣ. */
public record Expm1() implements Elementwise.Real {

  @Override
  public String name() {
    return "expm1";
  }

  @Override
  public double compute(double x) {
    return Math.expm1(x);
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
    return d.mul(at.y().add(1));
  }
}
