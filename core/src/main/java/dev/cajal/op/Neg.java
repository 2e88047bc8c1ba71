package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** −x; the derivative is −1. */
public record Neg() implements Elementwise.Unary {

  @Override
  public String name() {
    return "neg";
  }

  @Override
  public double compute(double x) {
    return -x;
  }

  @Override
  public long compute(long x, long y, long z) {
    return -x;
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    return List.of(grads.getFirst().neg());
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(tangents.getFirst().neg());
  }
}
