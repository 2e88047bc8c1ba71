package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** x / y; the derivatives are 1/y and −x/y². */
public record Div() implements Elementwise.Binary {

  @Override
  public String name() {
    return "div";
  }

  @Override
  public double compute(double x, double y) {
    return x / y;
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Tensor g = grads.getFirst();
    return List.of(g.div(at.x(1)), g.mul(at.y()).div(at.x(1)).neg());
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(tangents.get(0).sub(at.y().mul(tangents.get(1))).div(at.x(1)));
  }
}
