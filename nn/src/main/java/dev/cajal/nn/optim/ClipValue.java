package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;

/** Limits each element of the gradient. */
record ClipValue(Optimizer inner, double limit) implements Around {

  ClipValue {
    Checks.positive("the limit of gradient values", limit);
  }

  @Override
  public Optimizer decay(double value) {
    return new ClipValue(inner.decay(value), limit);
  }

  @Override
  public Rule rule(Tensor rate, Tensor step) {
    Rule rule = inner.rule(rate, step);
    Tensor upper = Tensor.scalar(rate.dtype(), limit);
    Tensor lower = Tensor.scalar(rate.dtype(), -limit);
    return (w, g, slots) -> rule.next(w, g.maximum(lower).minimum(upper), slots);
  }

  @Override
  public String toString() {
    return inner + ", gradient values to " + limit;
  }
}
