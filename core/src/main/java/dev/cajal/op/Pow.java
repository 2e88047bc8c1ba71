package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * xʸ; the derivatives are y·xʸ⁻¹ and xʸ ln x. A negative x has a power only for whole y, and none
 * of its derivatives by y: that is given as 0, so that {@code x.pow(2)} has a tangent for every x.
 */
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

  /** ∂xʸ/∂x = y·xʸ⁻¹; 0 at x = y = 0, where x⁰ is constant. */
  private static Tensor byBase(Applied at) {
    Tensor x = at.x(0);
    Tensor y = at.x(1);
    Tensor zero = Tensor.scalar(x.dtype(), 0);
    Tensor origin = x.abs().add(y.abs()).equalTo(zero);
    return y.mul(x.pow(origin.where(zero, y.sub(1))));
  }

  /**
   * ∂xʸ/∂y = xʸ ln x for positive x; 0 elsewhere, its limit at x = 0 for positive y. The inner
   * choice keeps the infinite slope of the logarithm out of second derivatives.
   */
  private static Tensor byExponent(Applied at) {
    Tensor x = at.x(0);
    Tensor positive = x.greater(0);
    Tensor log = positive.where(x, Tensor.scalar(x.dtype(), 1)).log();
    return positive.where(at.y().mul(log), Tensor.scalar(x.dtype(), 0));
  }
}
