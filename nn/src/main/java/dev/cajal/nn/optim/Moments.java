package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/** What Adam and AdamW share: the two moving averages and the correction of their bias. */
record Moments(double beta1, double beta2, double epsilon, boolean amsgrad) {
  static final List<Slot> SLOTS = List.of(Slot.zeros("exp_avg"), Slot.zeros("exp_avg_sq"));
  private static final List<Slot> WITH_LARGEST =
      List.of(SLOTS.get(0), SLOTS.get(1), Slot.zeros("max_exp_avg_sq"));

  List<Slot> slots() {
    return amsgrad ? WITH_LARGEST : SLOTS;
  }

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
      Tensor v = average(slots.get(1), beta2, d);
      Tensor scale = amsgrad ? slots.get(2).maximum(v) : v;
      Tensor move = size.mul(m).div(scale.sqrt().div(root).add(epsilon));
      Tensor next = decay.parameter(w).sub(move);
      return amsgrad ? List.of(next, m, v, scale) : List.of(next, m, v);
    };
  }

  /**
   * 1 − βᵗ. Written by −expm1(x) = 2h / (1 + h), h = tanh(−x / 2), because the difference itself
   * would lose half of the digits in float32 at the first steps.
   */
  static Tensor correction(double beta, Tensor step) {
    if (beta == 0) {
      return Tensor.scalar(step.dtype(), 1);
    }
    Tensor h = step.mul(-0.5 * Math.log(beta)).tanh();
    return h.mul(2).div(h.add(1));
  }

  /** The moving average of squares, rounded as in PyTorch. */
  static Tensor average(Tensor squares, double beta, Tensor d) {
    return squares.mul(beta).add(d.mul(1 - beta).mul(d));
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
