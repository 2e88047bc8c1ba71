package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/**
 * The rectifier max(x, 0); the derivative is 1 where x &gt; 0 and 0 elsewhere, also at 0. A NaN
 * stays a NaN.
 */
public record Relu() implements Elementwise.Unary {

  @Override
  public String name() {
    return "relu";
  }

  @Override
  public double compute(double x) {
    return x > 0 || Double.isNaN(x) ? x : 0;
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return at.y().greater(0).where(d, Tensor.scalar(d.dtype(), 0));
  }
}
