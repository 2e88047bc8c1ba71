package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Resilient backpropagation, as PyTorch defines it: each parameter has a step size of its own, and
 * only the sign of the gradient g counts. For full batches.
 *
 * <pre>
 * z  = g · p                            p is the gradient before
 * s′ = s η₊ where z &gt; 0, s η₋ where z &lt; 0, within the limits
 * p′ = 0 where z &lt; 0, else g
 * w′ = w − sign(p′) s′
 * </pre>
 *
 * <p>The learning rate is the first step size s. Source: Riedmiller and Braun, <i>A direct adaptive
 * method for faster backpropagation learning</i>, ICNN 1993.
 *
 * @param rate η
 * @param shrink η₋, in (0, 1)
 * @param grow η₊, more than 1
 * @param smallest the least step size
 * @param largest the greatest step size
 * @param decay λ, added to the gradient
 */
public record Rprop(
    double rate, double shrink, double grow, double smallest, double largest, double decay)
    implements Optimizer {

  /** Checks the ranges. */
  public Rprop {
    Checks.notNegative("rprop: the learning rate", rate);
    Checks.notNegative("rprop: weight decay", decay);
    if (!(shrink > 0 && shrink < 1 && grow > 1)) {
      throw new IllegalArgumentException(
          "rprop: the factors must be below and above 1, found " + shrink + " and " + grow);
    }
  }

  /** Returns the optimizer with the usual options of PyTorch. */
  public static Rprop of(double rate) {
    return new Rprop(rate, 0.5, 1.2, 1e-6, 50, 0);
  }

  /** Returns this with another factor after a change of sign. */
  public Rprop shrink(double value) {
    return new Rprop(rate, value, grow, smallest, largest, decay);
  }

  /** Returns this with another factor while the sign stays. */
  public Rprop grow(double value) {
    return new Rprop(rate, shrink, value, smallest, largest, decay);
  }

  /** Returns this with another least step size. */
  public Rprop smallest(double value) {
    return new Rprop(rate, shrink, grow, value, largest, decay);
  }

  /** Returns this with another greatest step size. */
  public Rprop largest(double value) {
    return new Rprop(rate, shrink, grow, smallest, value, decay);
  }

  @Override
  public Rprop decay(double value) {
    return new Rprop(rate, shrink, grow, smallest, largest, value);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.zeros("prev"), Slot.filled("step_size", rate));
  }

  @Override
  public Rule rule(Tensor eta, Tensor step) {
    Tensor zero = Tensor.scalar(eta.dtype(), 0);
    Tensor one = Tensor.scalar(eta.dtype(), 1);
    Tensor faster = Tensor.scalar(eta.dtype(), grow);
    Tensor slower = Tensor.scalar(eta.dtype(), shrink);
    return (w, g, slots) -> {
      Tensor d = decay == 0 ? g : g.add(w.mul(decay));
      Tensor agreement = d.mul(slots.get(0));
      Tensor turned = agreement.less(zero);
      Tensor factor = turned.where(slower, agreement.greater(0).where(faster, one));
      Tensor size =
          slots
              .get(1)
              .mul(factor)
              .maximum(Tensor.scalar(eta.dtype(), smallest))
              .minimum(Tensor.scalar(eta.dtype(), largest));
      Tensor used = turned.where(zero, d);
      return List.of(w.sub(used.sign().mul(size)), used, size);
    };
  }

  @Override
  public String toString() {
    return "rprop, learning rate "
        + rate
        + ", factors "
        + shrink
        + " "
        + grow
        + ", steps "
        + smallest
        + " to "
        + largest
        + (decay == 0 ? "" : ", weight decay " + decay);
  }
}
