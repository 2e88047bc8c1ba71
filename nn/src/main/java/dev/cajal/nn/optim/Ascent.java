package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;

/** Turns the gradient round. */
record Ascent(Optimizer inner) implements Around {

  @Override
  public Optimizer decay(double value) {
    return new Ascent(inner.decay(value));
  }

  @Override
  public Rule rule(Tensor rate, Tensor step) {
    Rule rule = inner.rule(rate, step);
    return (w, g, slots) -> rule.next(w, g.neg(), slots);
  }

  @Override
  public String toString() {
    return inner + ", upwards";
  }
}
