package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/** ln(1 + x), exact also where 1 + x would round to 1; the derivative is 1/(1 + x). */
public record Log1p() implements Elementwise.Real {

  @Override
  public String name() {
    return "log1p";
  }

  @Override
  public double compute(double x) {
    return Math.log1p(x);
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return d.div(at.x(0).add(1));
  }
}
