package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Stochastic gradient descent, as PyTorch defines it, with dampening 0. With gradient g, learning
 * rate η, momentum μ and weight decay λ:
 *
 * <pre>
 * d  = g + λ w
 * b′ = μ b + d
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
 * @param nesterov whether the gradient step looks ahead along the velocity; needs momentum
 * @param decay λ, added to the gradient
 */
public record Sgd(double rate, double momentum, boolean nesterov, double decay)
    implements Optimizer {

  /** Checks the ranges. */
  public Sgd {
    Checks.notNegative("sgd: the learning rate", rate);
    Checks.fraction("sgd: momentum", momentum);
    Checks.notNegative("sgd: weight decay", decay);
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException("sgd: Nesterov's look-ahead needs momentum, found 0");
    }
  }

  /** Returns plain gradient descent. */
  public static Sgd of(double rate) {
    return new Sgd(rate, 0, false, 0);
  }

  /** Returns this with momentum. */
  public Sgd momentum(double value) {
    return new Sgd(rate, value, nesterov, decay);
  }

  /** Returns this with momentum that looks ahead. */
  public Sgd nesterov(double value) {
    return new Sgd(rate, value, true, decay);
  }

  /** Returns this with weight decay. */
  public Sgd decay(double value) {
    return new Sgd(rate, momentum, nesterov, value);
  }

  @Override
  public List<String> slots() {
    return momentum == 0 ? List.of() : List.of("momentum");
  }

  @Override
  public Rule rule(Tensor eta, Tensor step) {
    return (w, g, slots) -> {
      Tensor d = decay == 0 ? g : g.add(w.mul(decay));
      if (momentum == 0) {
        return List.of(w.sub(eta.mul(d)));
      }
      Tensor velocity = slots.getFirst().mul(momentum).add(d);
      Tensor direction = nesterov ? d.add(velocity.mul(momentum)) : velocity;
      return List.of(w.sub(eta.mul(direction)), velocity);
    };
  }

  @Override
  public String toString() {
    return "sgd, learning rate "
        + rate
        + (momentum == 0 ? "" : (nesterov ? ", Nesterov momentum " : ", momentum ") + momentum)
        + (decay == 0 ? "" : ", weight decay " + decay);
  }
}
