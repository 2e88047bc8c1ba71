package dev.cajal.examples;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;

/**
 * An operation from outside the library: y = x + sin²(ax)/a, a nonlinearity that learns periodic
 * functions (Ziyin et al. 2020). Its slope is 1 + sin(2ax).
 *
 * @param a the frequency
 */
record Snake(double a) implements Elementwise.Unary {

  @Override
  public String name() {
    return "snake";
  }

  @Override
  public double compute(double x) {
    return x + Math.pow(Math.sin(a * x), 2) / a;
  }

  @Override
  public Tensor slope(Applied at, Tensor d) {
    return at.x(0).mul(2 * a).sin().add(1).mul(d);
  }
}
