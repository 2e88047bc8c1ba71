package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/** eˣ − 1, exact also where eˣ would round to 1; the derivative is eˣ. */
public record Expm1() implements Elementwise.Real {

  @Override
  public String name() {
    return "expm1";
  }

  @Override
  public double compute(double x) {
    return Math.expm1(x);
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return d.mul(at.y().add(1));
  }
}
