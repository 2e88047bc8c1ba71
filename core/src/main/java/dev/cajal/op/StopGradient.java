package dev.cajal.op;

import dev.cajal.tensor.Elementwise;

/**
 * The operand itself, through which no derivative flows. With it a function gets another derivative
 * than its own: {@code g(x) + stop(f(x) − g(x))} has the value of f and the derivative of g. The
 * planner removes it.
 */
public record StopGradient() implements Elementwise.Unary {

  @Override
  public String name() {
    return "stop_gradient";
  }

  @Override
  public double compute(double x) {
    return x;
  }

  @Override
  public long compute(long x, long y, long z) {
    return x;
  }
}
