package dev.cajal.op;

import dev.cajal.tensor.Elementwise;

/** −1, 0 or 1; the derivative is 0. */
public record Sign() implements Elementwise.Unary {

  @Override
  public String name() {
    return "sign";
  }

  @Override
  public double compute(double x) {
    return Math.signum(x);
  }
}
