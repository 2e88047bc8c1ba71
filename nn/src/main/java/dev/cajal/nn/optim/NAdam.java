package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Adam with the look-ahead of Nesterov, as PyTorch defines it. With gradient g, step t = 1, 2, …,
 * learning rate η and weight decay λ:
 *
 * <pre>
 * d  = g + λ w
 * μₜ = β₁ (1 − ½·0.96^(t ψ)),   π′ = π μₜ
 * m′ = m + (1 − β₁)(d − m)
 * v′ = β₂ v + (1 − β₂) d²
 * w′ = w − (η (1 − μₜ) / (1 − π′) · d + η μₜ₊₁ / (1 − π′ μₜ₊₁) · m′) / (√(v′ / (1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * <p>Source: Dozat, <i>Incorporating Nesterov momentum into Adam</i>, ICLR 2016 workshop.
 *
 * @param rate η
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param momentumDecay ψ
 * @param decoupled whether decay goes beside the gradient, w is scaled by 1 − η λ first
 * @param epsilon ε
 * @param decay λ, added to the gradient
 */
public record NAdam(
    double rate,
    double beta1,
    double beta2,
    double momentumDecay,
    boolean decoupled,
    double epsilon,
    double decay)
    implements Optimizer {

  /** Checks the ranges. */
  public NAdam {
    Checks.notNegative("nadam: the learning rate", rate);
    Checks.notNegative("nadam: weight decay", decay);
    new Moments(beta1, beta2, epsilon, false).check("nadam");
    Checks.notNegative("nadam: the decay of the momentum", momentumDecay);
  }

  /** Returns the optimizer with the usual options of PyTorch. */
  public static NAdam of(double rate) {
    return new NAdam(rate, 0.9, 0.999, 4e-3, false, 1e-8, 0);
  }

  /** Returns this with other averages. */
  public NAdam betas(double first, double second) {
    return new NAdam(rate, first, second, momentumDecay, decoupled, epsilon, decay);
  }

  /** Returns this with another decay of the momentum. */
  public NAdam momentumDecay(double value) {
    return new NAdam(rate, beta1, beta2, value, decoupled, epsilon, decay);
  }

  /** Returns this with weight decay beside the gradient, as AdamW has it, or in it. */
  public NAdam decoupled(boolean value) {
    return new NAdam(rate, beta1, beta2, momentumDecay, value, epsilon, decay);
  }

  /** Returns this with another ε. */
  public NAdam epsilon(double value) {
    return new NAdam(rate, beta1, beta2, momentumDecay, decoupled, value, decay);
  }

  @Override
  public NAdam decay(double value) {
    return new NAdam(rate, beta1, beta2, momentumDecay, decoupled, epsilon, value);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.zeros("exp_avg"), Slot.zeros("exp_avg_sq"), Slot.single("mu_product", 1));
  }

  @Override
  public Rule rule(Tensor eta, Tensor step) {
    Tensor now = momentum(step);
    Tensor ahead = momentum(step.add(1));
    Tensor spread = Moments.correction(beta2, step);
    Tensor keep = Tensor.scalar(eta.dtype(), 1).sub(eta.mul(decay));
    return (w, g, slots) -> {
      Tensor d = decay == 0 || decoupled ? g : g.add(w.mul(decay));
      Tensor from = decay == 0 || !decoupled ? w : w.mul(keep);
      Tensor m = slots.get(0).add(d.sub(slots.get(0)).mul(1 - beta1));
      Tensor v = Moments.average(slots.get(1), beta2, d);
      Tensor product = slots.get(2).mul(now);
      Tensor root = v.div(spread).sqrt().add(epsilon);
      Tensor byGradient = eta.mul(now.neg().add(1)).div(product.neg().add(1));
      Tensor byMean = eta.mul(ahead).div(product.mul(ahead).neg().add(1));
      Tensor move = byGradient.mul(d).div(root).add(byMean.mul(m).div(root));
      return List.of(from.sub(move), m, v, product);
    };
  }

  private Tensor momentum(Tensor step) {
    return step.mul(momentumDecay * Math.log(0.96)).exp().mul(-0.5).add(1).mul(beta1);
  }

  @Override
  public String toString() {
    return "nadam, learning rate "
        + rate
        + ", beta "
        + beta1
        + " "
        + beta2
        + ", momentum decay "
        + momentumDecay
        + ", epsilon "
        + epsilon
        + (decoupled ? ", decoupled" : "")
        + (decay == 0 ? "" : ", weight decay " + decay);
  }
}
