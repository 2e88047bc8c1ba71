package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/** eˣ; the derivative is the result itself. */
public record Exp() implements Elementwise.Real {

  @Override
  public String name() {
    return "exp";
  }

  @Override
  public double compute(double x) {
    return Math.exp(x);
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return d.mul(at.y());
  }
}
