package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/** tanh x; the derivative is 1 − tanh² x. */
public record Tanh() implements Elementwise.Real {

  @Override
  public String name() {
    return "tanh";
  }

  @Override
  public double compute(double x) {
    return Math.tanh(x);
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return d.mul(at.y().square().neg().add(1));
  }
}
