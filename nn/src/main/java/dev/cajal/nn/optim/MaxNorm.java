package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** Limits the length of the weights of each output unit. */
record MaxNorm(Optimizer inner, double limit) implements Around {

  // As in PyTorch's renorm.
  private static final double EPSILON = 1e-7;

  MaxNorm {
    Checks.positive("the limit of the norm of weights", limit);
  }

  @Override
  public Optimizer decay(double value) {
    return new MaxNorm(inner.decay(value), limit);
  }

  @Override
  public Rule rule(Tensor rate, Tensor step) {
    Rule rule = inner.rule(rate, step);
    Tensor one = Tensor.scalar(rate.dtype(), 1);
    Tensor largest = Tensor.scalar(rate.dtype(), limit);
    return (w, g, slots) -> {
      List<Tensor> next = rule.next(w, g, slots);
      if (w.rank() < 2) {
        return next;
      }
      Tensor free = next.getFirst();
      int[] inputs = IntStream.range(1, w.rank()).toArray();
      Tensor length = free.square().sumKeep(inputs).sqrt();
      Tensor factor = largest.less(length).where(largest.div(length.add(EPSILON)), one);
      return Around.replaced(next, free.mul(factor));
    };
  }

  @Override
  public String toString() {
    return inner + ", norm of weights to " + limit;
  }
}
