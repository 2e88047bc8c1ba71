package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/** √x, NaN below 0; the derivative is 1/(2√x), infinite at 0. */
public record Sqrt() implements Elementwise.Real {

  @Override
  public String name() {
    return "sqrt";
  }

  @Override
  public double compute(double x) {
    return Math.sqrt(x);
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return d.div(at.y().mul(2));
  }
}
