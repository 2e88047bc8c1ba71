package dev.cajal.recurrent;

import dev.cajal.op.Relu;
import dev.cajal.op.Sigmoid;

/** Arithmetic on numbers, which the reference forwards use. */
final class Scalars implements Arithmetic<Double> {
  static final Scalars INSTANCE = new Scalars();
  private static final Sigmoid SIGMOID = new Sigmoid();
  private static final Relu RELU = new Relu();

  private Scalars() {}

  @Override
  public Double constant(double c) {
    return c;
  }

  @Override
  public Double add(Double x, Double y) {
    return x + y;
  }

  @Override
  public Double sub(Double x, Double y) {
    return x - y;
  }

  @Override
  public Double mul(Double x, Double y) {
    return x * y;
  }

  @Override
  public Double sigmoid(Double x) {
    return SIGMOID.compute(x);
  }

  @Override
  public Double tanh(Double x) {
    return Math.tanh(x);
  }

  @Override
  public Double relu(Double x) {
    return RELU.compute(x);
  }

  @Override
  public Double sign(Double x) {
    return Math.signum(x);
  }
}
