package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** x − y; the derivatives are 1 and −1. */
public record Sub() implements Elementwise.Binary {

  @Override
  public String name() {
    return "sub";
  }

  @Override
  public double compute(double x, double y) {
    return x - y;
  }

  @Override
  public long compute(long x, long y, long z) {
    return x - y;
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Tensor g = grads.getFirst();
    return List.of(g, g.neg());
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(tangents.get(0).sub(tangents.get(1)));
  }
}
