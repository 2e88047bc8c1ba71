package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** x · y; the derivatives are y and x. */
public record Mul() implements Elementwise.Binary {

  @Override
  public String name() {
    return "mul";
  }

  @Override
  public double compute(double x, double y) {
    return x * y;
  }

  @Override
  public long compute(long x, long y, long z) {
    return x * y;
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Tensor g = grads.getFirst();
    return List.of(g.mul(at.x(1)), g.mul(at.x(0)));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(tangents.get(0).mul(at.x(1)).add(tangents.get(1).mul(at.x(0))));
  }
}
