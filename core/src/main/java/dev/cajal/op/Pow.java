package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** xʸ; the derivatives are y·xʸ⁻¹ and xʸ ln x. */
public record Pow() implements Elementwise.Binary {

  @Override
  public String name() {
    return "pow";
  }

  @Override
  public double compute(double x, double y) {
    return Math.pow(x, y);
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    Tensor g = grads.getFirst();
    return List.of(g.mul(byBase(at)), g.mul(byExponent(at)));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(tangents.get(0).mul(byBase(at)).add(tangents.get(1).mul(byExponent(at))));
  }

  /** ∂xʸ/∂x = y·xʸ⁻¹. */
  private static Tensor byBase(Applied at) {
    return at.x(1).mul(at.x(0).pow(at.x(1).sub(1)));
  }

  /** ∂xʸ/∂y = xʸ ln x, taken as 0 where x = 0, its limit for positive y. */
  private static Tensor byExponent(Applied at) {
    Tensor x = at.x(0);
    Tensor zero = Tensor.scalar(x.dtype(), 0);
    return x.equalTo(zero).where(zero, at.y().mul(x.log()));
  }
}
