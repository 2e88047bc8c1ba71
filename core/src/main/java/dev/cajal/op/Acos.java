package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/** arccos x in radians, NaN outside [−1, 1]; the derivative is −1/√(1 − x²). */
public record Acos() implements Elementwise.Real {

  @Override
  public String name() {
    return "acos";
  }

  @Override
  public double compute(double x) {
    return Math.acos(x);
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return d.div(at.x(0).neg().add(1).mul(at.x(0).add(1)).sqrt()).neg();
  }
}
