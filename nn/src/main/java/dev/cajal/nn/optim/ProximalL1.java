package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/** Takes the rate times λ from the size of each weight, down to 0. */
record ProximalL1(Optimizer inner, double lambda) implements Around {

  ProximalL1 {
    Checks.notNegative("the penalty l1", lambda);
  }

  @Override
  public Optimizer decay(double value) {
    return new ProximalL1(inner.decay(value), lambda);
  }

  @Override
  public Rule rule(Tensor rate, Tensor step) {
    Rule rule = inner.rule(rate, step);
    Tensor threshold = rate.mul(lambda);
    return (w, g, slots) -> {
      List<Tensor> next = rule.next(w, g, slots);
      if (w.rank() < 2) {
        return next;
      }
      Tensor free = next.getFirst();
      return Around.replaced(next, free.sign().mul(free.abs().sub(threshold).relu()));
    };
  }

  @Override
  public String toString() {
    return inner + ", l1 " + lambda;
  }
}
