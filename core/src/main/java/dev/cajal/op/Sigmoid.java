package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/** The logistic function σ(x) = 1/(1 + e⁻ˣ); the derivative is σ(1 − σ). */
public record Sigmoid() implements Elementwise.Real {

  @Override
  public String name() {
    return "sigmoid";
  }

  @Override
  public double compute(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return d.mul(at.y().mul(at.y().neg().add(1)));
  }
}
