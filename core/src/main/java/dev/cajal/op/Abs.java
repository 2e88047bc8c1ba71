package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/** |x|; the derivative is sign(x), 0 at 0. */
public record Abs() implements Elementwise.Unary {

  @Override
  public String name() {
    return "abs";
  }

  @Override
  public double compute(double x) {
    return Math.abs(x);
  }

  @Override
  public long compute(long x, long y, long z) {
    return Math.abs(x);
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return d.mul(at.x(0).sign());
  }
}
