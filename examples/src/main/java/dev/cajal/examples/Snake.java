package dev.cajal.examples;

import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Tensor;
import java.util.List;

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
  public List<Tensor> vjp(Applied at, List<Tensor> grads) {
    return List.of(slope(at.x(0)).mul(grads.getFirst()));
  }

  @Override
  public List<Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(slope(at.x(0)).mul(tangents.getFirst()));
  }

  private Tensor slope(Tensor x) {
    return x.mul(2 * a).sin().add(1);
  }
}
