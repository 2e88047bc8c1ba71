package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Adamax, as PyTorch defines it. With gradient g, step t = 1, 2, …, learning rate η and weight
 * decay λ:
 *
 * <pre>
 * d  = g + λ w
 * m′ = m + (1 − β₁)(d − m)
 * u′ = max(β₂ u, |d| + ε)
 * w′ = w − η / (1 − β₁ᵗ) · m′ / u′
 * </pre>
 *
 * <p>Source: Kingma and Ba, <i>Adam: a method for stochastic optimization</i>, ICLR 2015, algorithm
 * 2.
 *
 * @param rate η
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε
 * @param decay λ, added to the gradient
 */
public record Adamax(double rate, double beta1, double beta2, double epsilon, double decay)
    implements Optimizer {

  /** Checks the ranges. */
  public Adamax {
    Checks.notNegative("adamax: the learning rate", rate);
    Checks.notNegative("adamax: weight decay", decay);
    new Moments(beta1, beta2, epsilon, false).check("adamax");
  }

  /** Returns the optimizer with the usual options of PyTorch. */
  public static Adamax of(double rate) {
    return new Adamax(rate, 0.9, 0.999, 1e-8, 0);
  }

  /** Returns this with other averages. */
  public Adamax betas(double first, double second) {
    return new Adamax(rate, first, second, epsilon, decay);
  }

  /** Returns this with another ε. */
  public Adamax epsilon(double value) {
    return new Adamax(rate, beta1, beta2, value, decay);
  }

  @Override
  public Adamax decay(double value) {
    return new Adamax(rate, beta1, beta2, epsilon, value);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.zeros("exp_avg"), Slot.zeros("exp_inf"));
  }

  @Override
  public Rule rule(Tensor eta, Tensor step) {
    Tensor size = eta.div(Moments.correction(beta1, step));
    return (w, g, slots) -> {
      Tensor d = decay == 0 ? g : g.add(w.mul(decay));
      Tensor m = slots.get(0).add(d.sub(slots.get(0)).mul(1 - beta1));
      Tensor u = slots.get(1).mul(beta2).maximum(d.abs().add(epsilon));
      return List.of(w.sub(size.mul(m).div(u)), m, u);
    };
  }

  @Override
  public String toString() {
    return "adamax, learning rate "
        + rate
        + ", beta "
        + beta1
        + " "
        + beta2
        + ", epsilon "
        + epsilon
        + (decay == 0 ? "" : ", weight decay " + decay);
  }
}
