package dev.cajal.op;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/** −x; the derivative is −1. */
public record Neg() implements Elementwise.Unary {

  @Override
  public String name() {
    return "neg";
  }

  @Override
  public double compute(double x) {
    return -x;
  }

  @Override
  public long compute(long x, long y, long z) {
    return -x;
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return d.neg();
  }
}
