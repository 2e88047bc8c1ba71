package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/** What Adam and AdamW share: the two moving averages and the correction of their bias. */
record Moments(double beta1, double beta2, double epsilon) {
  static final List<String> SLOTS = List.of("exp_avg", "exp_avg_sq");

  void check(String optimizer) {
    Checks.fraction(optimizer + ": beta1", beta1);
    Checks.fraction(optimizer + ": beta2", beta2);
    Checks.positive(optimizer + ": epsilon", epsilon);
  }

  /** A rule; {@code keep} is applied to the parameter first. */
  Optimizer.Rule rule(Tensor rate, Tensor step, Decay decay) {
    Tensor size = rate.div(correction(beta1, step));
    Tensor root = correction(beta2, step).sqrt();
    return (w, g, slots) -> {
      Tensor d = decay.gradient(w, g);
      Tensor m = slots.get(0).add(d.sub(slots.get(0)).mul(1 - beta1));
      Tensor v = slots.get(1).mul(beta2).add(d.square().mul(1 - beta2));
      Tensor move = size.mul(m).div(v.sqrt().div(root).add(epsilon));
      return List.of(decay.parameter(w).sub(move), m, v);
    };
  }

  /**
   * 1 − βᵗ. Written by −expm1(x) = 2h / (1 + h), h = tanh(−x / 2), because the difference itself
   * would lose half of the digits in float32 at the first steps.
   */
  private static Tensor correction(double beta, Tensor step) {
    if (beta == 0) {
      return Tensor.scalar(step.dtype(), 1);
    }
    Tensor h = step.mul(-0.5 * Math.log(beta)).tanh();
    return h.mul(2).div(h.add(1));
  }

  /** Where weight decay enters. */
  interface Decay {
    default Tensor gradient(Tensor w, Tensor g) {
      return g;
    }

    default Tensor parameter(Tensor w) {
      return w;
    }
  }
}
