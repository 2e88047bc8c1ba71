package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * AdaDelta, as PyTorch defines it. With gradient g, learning rate η, usually 1, and weight decay λ:
 *
 * <pre>
 * d  = g + λ w
 * s′ = ρ s + (1 − ρ) d²
 * u  = √(a + ε) / √(s′ + ε) · d
 * a′ = ρ a + (1 − ρ) u²
 * w′ = w − η u
 * </pre>
 *
 * <p>Source: Zeiler, <i>ADADELTA: an adaptive learning rate method</i>, 2012, algorithm 1.
 *
 * @param rate η
 * @param rho ρ, in [0, 1]
 * @param epsilon ε
 * @param decay λ, added to the gradient
 */
public record AdaDelta(double rate, double rho, double epsilon, double decay) implements Optimizer {

  /** Checks the ranges. */
  public AdaDelta {
    Checks.notNegative("adadelta: the learning rate", rate);
    Checks.notNegative("adadelta: weight decay", decay);
    if (!(rho >= 0 && rho <= 1)) {
      throw new IllegalArgumentException("adadelta: rho must be in [0, 1], found " + rho);
    }
    Checks.positive("adadelta: epsilon", epsilon);
  }

  /** Returns the optimizer with the usual options of PyTorch. */
  public static AdaDelta of(double rate) {
    return new AdaDelta(rate, 0.9, 1e-6, 0);
  }

  /** Returns this with other averages. */
  public AdaDelta rho(double value) {
    return new AdaDelta(rate, value, epsilon, decay);
  }

  /** Returns this with another ε. */
  public AdaDelta epsilon(double value) {
    return new AdaDelta(rate, rho, value, decay);
  }

  @Override
  public AdaDelta decay(double value) {
    return new AdaDelta(rate, rho, epsilon, value);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.zeros("square_avg"), Slot.zeros("acc_delta"));
  }

  @Override
  public Rule rule(Tensor eta, Tensor step) {
    return (w, g, slots) -> {
      Tensor d = decay == 0 ? g : g.add(w.mul(decay));
      Tensor squares = Moments.average(slots.get(0), rho, d);
      Tensor before = slots.get(1);
      Tensor move = before.add(epsilon).sqrt().div(squares.add(epsilon).sqrt()).mul(d);
      Tensor after = Moments.average(before, rho, move);
      return List.of(w.sub(eta.mul(move)), squares, after);
    };
  }

  @Override
  public String toString() {
    return "adadelta, learning rate "
        + rate
        + ", rho "
        + rho
        + ", epsilon "
        + epsilon
        + (decay == 0 ? "" : ", weight decay " + decay);
  }
}
