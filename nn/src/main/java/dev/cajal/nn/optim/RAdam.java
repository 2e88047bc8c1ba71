package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Adam whose adaptive rate is used as far as its variance is known, as PyTorch defines it. With
 * gradient g, step t = 1, 2, …, learning rate η and weight decay λ:
 *
 * <pre>
 * d  = g + λ w
 * m′ = m + (1 − β₁)(d − m)
 * v′ = β₂ v + (1 − β₂) d²
 * ρ∞ = 2 / (1 − β₂) − 1,   ρₜ = ρ∞ − 2 t β₂ᵗ / (1 − β₂ᵗ)
 * r  = √((ρₜ − 4)(ρₜ − 2) ρ∞ / ((ρ∞ − 4)(ρ∞ − 2) ρₜ))
 * w′ = w − η / (1 − β₁ᵗ) · m′ · r √(1 − β₂ᵗ) / (√v′ + ε)      where ρₜ &gt; 5
 * w′ = w − η / (1 − β₁ᵗ) · m′                                  elsewhere
 * </pre>
 *
 * <p>Source: Liu et al., <i>On the variance of the adaptive learning rate and beyond</i>, ICLR
 * 2020.
 *
 * @param rate η
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param decoupled whether decay goes beside the gradient, w is scaled by 1 − η λ first
 * @param epsilon ε
 * @param decay λ, added to the gradient
 */
public record RAdam(
    double rate, double beta1, double beta2, boolean decoupled, double epsilon, double decay)
    implements Optimizer {

  /** Checks the ranges. */
  public RAdam {
    Checks.notNegative("radam: the learning rate", rate);
    Checks.notNegative("radam: weight decay", decay);
    new Moments(beta1, beta2, epsilon, false).check("radam");
  }

  /** Returns the optimizer with the usual options of PyTorch. */
  public static RAdam of(double rate) {
    return new RAdam(rate, 0.9, 0.999, false, 1e-8, 0);
  }

  /** Returns this with weight decay beside the gradient, as AdamW has it, or in it. */
  public RAdam decoupled(boolean value) {
    return new RAdam(rate, beta1, beta2, value, epsilon, decay);
  }

  /** Returns this with other averages. */
  public RAdam betas(double first, double second) {
    return new RAdam(rate, first, second, decoupled, epsilon, decay);
  }

  /** Returns this with another ε. */
  public RAdam epsilon(double value) {
    return new RAdam(rate, beta1, beta2, decoupled, value, decay);
  }

  @Override
  public RAdam decay(double value) {
    return new RAdam(rate, beta1, beta2, decoupled, epsilon, value);
  }

  @Override
  public List<Slot> slots() {
    return Moments.SLOTS;
  }

  @Override
  public Rule rule(Tensor eta, Tensor step) {
    Tensor size = eta.div(Moments.correction(beta1, step));
    Tensor left = Moments.correction(beta2, step);
    double limit = 2 / (1 - beta2) - 1;
    Tensor five = Tensor.scalar(eta.dtype(), 5);
    Tensor rho = certainty(step, limit);
    Tensor adapts = five.less(rho);
    Tensor known = adapts.where(rho, five);
    Tensor rectified =
        known
            .sub(4)
            .mul(known.sub(2))
            .div(known)
            .mul(limit / ((limit - 4) * (limit - 2)))
            .mul(left)
            .sqrt();
    Tensor keep = Tensor.scalar(eta.dtype(), 1).sub(eta.mul(decay));
    return (w, g, slots) -> {
      Tensor d = decay == 0 || decoupled ? g : g.add(w.mul(decay));
      Tensor from = decay == 0 || !decoupled ? w : w.mul(keep);
      Tensor m = slots.get(0).add(d.sub(slots.get(0)).mul(1 - beta1));
      Tensor v = Moments.average(slots.get(1), beta2, d);
      Tensor one = Tensor.scalar(eta.dtype(), 1);
      Tensor scale = adapts.where(rectified.div(v.sqrt().add(epsilon)), one);
      return List.of(from.sub(size.mul(m).mul(scale)), m, v);
    };
  }

  /**
   * ρₜ, a small difference of large numbers. With a = −log β₂ and y = a·t/2 it is ρ∞ − 2/a + 2/a·(y
   * + 1 − y·coth y), where the last difference is a series for small y.
   */
  private Tensor certainty(Tensor step, double limit) {
    double a = -Math.log(beta2);
    Tensor y = step.mul(a / 2);
    Tensor s = y.square();
    Tensor series =
        s.mul(1.0 / 4725).sub(2.0 / 945).mul(s).add(1.0 / 45).mul(s).sub(1.0 / 3).mul(s);
    Tensor small = y.less(Tensor.scalar(y.dtype(), 0.1));
    Tensor rest = small.where(series, y.div(y.tanh()).neg().add(1));
    return y.add(rest).mul(2 / a).add(limit - 2 / a);
  }

  @Override
  public String toString() {
    return "radam, learning rate "
        + rate
        + ", beta "
        + beta1
        + " "
        + beta2
        + ", epsilon "
        + epsilon
        + (decoupled ? ", decoupled" : "")
        + (decay == 0 ? "" : ", weight decay " + decay);
  }
}
