package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/** The natural logarithm ln x: −∞ at 0, NaN below it; the derivative is 1/x. */
public record Log() implements Elementwise.Real {

  @Override
  public String name() {
    return "log";
  }

  @Override
  public double compute(double x) {
    return Math.log(x);
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return d.div(at.x(0));
  }
}
