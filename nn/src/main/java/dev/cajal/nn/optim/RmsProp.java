package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * RMSProp, as PyTorch defines it. With gradient g, learning rate η, momentum μ and weight decay λ:
 *
 * <pre>
 * d  = g + λ w
 * s′ = α s + (1 − α) d²
 * a′ = a + (1 − α)(d − a)              if centred, else 0
 * u  = d / (√(s′ − a′²) + ε)
 * b′ = μ b + u,   w′ = w − η b′        without momentum w′ = w − η u
 * </pre>
 *
 * <p>Source: Tieleman and Hinton, lecture 6.5 of <i>Neural networks for machine learning</i>, 2012;
 * Graves, <i>Generating sequences with recurrent neural networks</i>, 2013, for the centred form.
 *
 * @param rate η
 * @param alpha α, in [0, 1)
 * @param momentum μ, in [0, 1)
 * @param centred whether the mean of the gradient is taken off
 * @param epsilon ε
 * @param decay λ, added to the gradient
 */
public record RmsProp(
    double rate, double alpha, double momentum, boolean centred, double epsilon, double decay)
    implements Optimizer {

  /** Checks the ranges. */
  public RmsProp {
    Checks.notNegative("rmsprop: the learning rate", rate);
    Checks.notNegative("rmsprop: weight decay", decay);
    Checks.fraction("rmsprop: alpha", alpha);
    Checks.fraction("rmsprop: momentum", momentum);
    Checks.notNegative("rmsprop: epsilon", epsilon);
  }

  /** Returns the optimizer with the usual options of PyTorch. */
  public static RmsProp of(double rate) {
    return new RmsProp(rate, 0.99, 0, false, 1e-8, 0);
  }

  /** Returns this with another average. */
  public RmsProp alpha(double value) {
    return new RmsProp(rate, value, momentum, centred, epsilon, decay);
  }

  /** Returns this with momentum. */
  public RmsProp momentum(double value) {
    return new RmsProp(rate, alpha, value, centred, epsilon, decay);
  }

  /** Returns this with or without centring the average of squares. */
  public RmsProp centred(boolean value) {
    return new RmsProp(rate, alpha, momentum, value, epsilon, decay);
  }

  /** Returns this with another ε. */
  public RmsProp epsilon(double value) {
    return new RmsProp(rate, alpha, momentum, centred, value, decay);
  }

  @Override
  public RmsProp decay(double value) {
    return new RmsProp(rate, alpha, momentum, centred, epsilon, value);
  }

  @Override
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(List.of(Slot.zeros("square_avg")));
    if (centred) {
      slots.add(Slot.zeros("grad_avg"));
    }
    if (momentum > 0) {
      slots.add(Slot.zeros("momentum_buffer"));
    }
    return slots;
  }

  @Override
  public Rule rule(Tensor eta, Tensor step) {
    return (w, g, slots) -> {
      Tensor d = decay == 0 ? g : g.add(w.mul(decay));
      List<Tensor> next = new ArrayList<>();
      Tensor squares = Moments.average(slots.getFirst(), alpha, d);
      next.add(squares);
      Tensor variance = squares;
      if (centred) {
        Tensor mean = slots.get(1).add(d.sub(slots.get(1)).mul(1 - alpha));
        next.add(mean);
        variance = squares.sub(mean.square());
      }
      Tensor root = variance.sqrt().add(epsilon);
      if (momentum == 0) {
        next.addFirst(w.sub(eta.mul(d).div(root)));
        return next;
      }
      Tensor velocity = slots.getLast().mul(momentum).add(d.div(root));
      next.add(velocity);
      next.addFirst(w.sub(eta.mul(velocity)));
      return next;
    };
  }

  @Override
  public String toString() {
    return "rmsprop, learning rate "
        + rate
        + ", alpha "
        + alpha
        + (momentum == 0 ? "" : ", momentum " + momentum)
        + (centred ? ", centred" : "")
        + ", epsilon "
        + epsilon
        + (decay == 0 ? "" : ", weight decay " + decay);
  }
}
