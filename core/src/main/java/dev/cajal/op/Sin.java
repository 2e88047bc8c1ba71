package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/** sin x, x in radians; the derivative is cos x. */
public record Sin() implements Elementwise.Real {

  @Override
  public String name() {
    return "sin";
  }

  @Override
  public double compute(double x) {
    return Math.sin(x);
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return d.mul(at.x(0).cos());
  }
}
