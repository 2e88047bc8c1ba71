package dev.cajal.op;

import dev.cajal.tensor.Elementwise;

/** The largest integer not above x; the derivative is 0. */
public record Floor() implements Elementwise.Unary {

  @Override
  public String name() {
    return "floor";
  }

  @Override
  public double compute(double x) {
    return Math.floor(x);
  }
}
