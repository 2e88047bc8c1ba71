package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left of x after whole multiples of y, x − y·⌊x/y⌋, without rounding: it has the sign of
 * y. The derivatives are 1 and −⌊x/y⌋.
 */
public record Remainder() implements Elementwise.Binary {

  @Override
  public String name() {
    return "remainder";
  }

  @Override
  public double compute(double x, double y) {
    double rest = x % y;
    return rest != 0 && rest < 0 != y < 0 ? rest + y : rest;
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Tensor g = grads.getFirst();
    return List.of(g, g.mul(multiples(at)).neg());
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(tangents.get(0).sub(tangents.get(1).mul(multiples(at))));
  }

  /** ⌊x/y⌋ without the rounding of x/y, which may step over an integer. */
  private static Tensor multiples(Applied at) {
    return at.x(0).sub(at.y()).div(at.x(1)).round();
  }
}
