package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/** cos x, x in radians; the derivative is −sin x. */
public record Cos() implements Elementwise.Real {

  @Override
  public String name() {
    return "cos";
  }

  @Override
  public double compute(double x) {
    return Math.cos(x);
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return d.mul(at.x(0).sin()).neg();
  }
}
