package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/** arctan x in radians, from −π/2 to π/2; the derivative is 1/(1 + x²). */
public record Atan() implements Elementwise.Real {

  @Override
  public String name() {
    return "atan";
  }

  @Override
  public double compute(double x) {
    return Math.atan(x);
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return d.div(at.x(0).square().add(1));
  }
}
