package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Stochastic gradient descent, as PyTorch defines it. With gradient g, learning rate η, momentum μ,
 * dampening τ and weight decay λ:
 *
 * <pre>
 * d  = g + λ w
 * b′ = μ b + (1 − τ) d     b′ = d at the first step
 * w′ = w − η b′            w′ = w − η (d + μ b′)   with Nesterov's look-ahead
 * </pre>
 *
 * <p>Without momentum there is no b, and w′ = w − η d. The learning rate multiplies the velocity,
 * so a change of rate takes effect at once.
 *
 * <p>Source: Polyak, <i>Some methods of speeding up the convergence of iteration methods</i>, 1964;
 * Sutskever et al., <i>On the importance of initialization and momentum in deep learning</i>, ICML
 * 2013, section 2.
 *
 * <pre>{@code
 * Optimizer optimizer = Sgd.of(0.05).momentum(0.9).decay(5e-4);
 * }</pre>
 *
 * @param rate η
 * @param momentum μ, in [0, 1)
 * @param dampening τ, by how much less the velocity gains from a gradient
 * @param nesterov whether the gradient step looks ahead along the velocity; needs momentum
 * @param decay λ, added to the gradient
 */
public record Sgd(double rate, double momentum, double dampening, boolean nesterov, double decay)
    implements Optimizer {

  /** Checks the ranges. */
  public Sgd {
    Checks.notNegative("sgd: the learning rate", rate);
    Checks.fraction("sgd: momentum", momentum);
    Checks.notNegative("sgd: weight decay", decay);
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException("sgd: Nesterov's look-ahead needs momentum, found 0");
    }
    if (nesterov && dampening != 0) {
      throw new IllegalArgumentException(
          "sgd: Nesterov's look-ahead goes without dampening, found " + dampening);
    }
  }

  /** Returns plain gradient descent. */
  public static Sgd of(double rate) {
    return new Sgd(rate, 0, 0, false, 0);
  }

  /** Returns this with momentum. */
  public Sgd momentum(double value) {
    return new Sgd(rate, value, dampening, nesterov, decay);
  }

  /** Returns this with momentum that looks ahead. */
  public Sgd nesterov(double value) {
    return new Sgd(rate, value, dampening, true, decay);
  }

  /** Returns this with dampening. */
  public Sgd dampening(double value) {
    return new Sgd(rate, momentum, value, nesterov, decay);
  }

  @Override
  public Sgd decay(double value) {
    return new Sgd(rate, momentum, dampening, nesterov, value);
  }

  @Override
  public List<Slot> slots() {
    return momentum == 0 ? List.of() : List.of(Slot.zeros("momentum"));
  }

  @Override
  public Rule rule(Tensor eta, Tensor step) {
    Tensor one = Tensor.scalar(eta.dtype(), 1);
    Tensor gain = dampening == 0 ? one : step.equalTo(one).where(one, one.mul(1 - dampening));
    return (w, g, slots) -> {
      Tensor d = decay == 0 ? g : g.add(w.mul(decay));
      if (momentum == 0) {
        return List.of(w.sub(eta.mul(d)));
      }
      Tensor velocity = slots.getFirst().mul(momentum).add(dampening == 0 ? d : gain.mul(d));
      Tensor direction = nesterov ? d.add(velocity.mul(momentum)) : velocity;
      return List.of(w.sub(eta.mul(direction)), velocity);
    };
  }

  @Override
  public String toString() {
    return "sgd, learning rate "
        + rate
        + (momentum == 0 ? "" : (nesterov ? ", Nesterov momentum " : ", momentum ") + momentum)
        + (dampening == 0 ? "" : ", dampening " + dampening)
        + (decay == 0 ? "" : ", weight decay " + decay);
  }
}
