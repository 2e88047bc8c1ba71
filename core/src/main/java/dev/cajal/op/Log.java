package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The natural logarithm ln x: −∞ at 0, NaN below it; the derivative is 1/x. */
public record Log() implements Elementwise.Real {

  @Override
  public String name() {
    return "log";
  }

  @Override
  public double compute(double x) {
    return Math.log(x);
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
    return d.div(at.x(0));
  }
}
