package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Averaged stochastic gradient descent, as PyTorch defines it. With gradient g, step t = 1, 2, …,
 * learning rate η and weight decay λ:
 *
 * <pre>
 * d  = g + λ w
 * ηₜ = η / (1 + κ η (t − 1))^α
 * w′ = (1 − κ ηₜ) w − ηₜ d
 * a′ = a + (w′ − a) / max(1, t − 1 − t₀)
 * </pre>
 *
 * <p>The average a is the slot {@code ax}. Source: Polyak and Juditsky, <i>Acceleration of
 * stochastic approximation by averaging</i>, 1992.
 *
 * @param rate η
 * @param lambda κ
 * @param alpha α
 * @param start t₀
 * @param decay λ, added to the gradient
 */
public record Asgd(double rate, double lambda, double alpha, double start, double decay)
    implements Optimizer {

  /** Checks the ranges. */
  public Asgd {
    Checks.notNegative("asgd: the learning rate", rate);
    Checks.notNegative("asgd: weight decay", decay);
    Checks.notNegative("asgd: lambda", lambda);
  }

  /** Returns the optimizer with the usual options of PyTorch. */
  public static Asgd of(double rate) {
    return new Asgd(rate, 1e-4, 0.75, 1e6, 0);
  }

  /** Returns this with another κ. */
  public Asgd lambda(double value) {
    return new Asgd(rate, value, alpha, start, decay);
  }

  /** Returns this with another power. */
  public Asgd alpha(double value) {
    return new Asgd(rate, lambda, value, start, decay);
  }

  /** Returns this with another step at which averaging begins. */
  public Asgd start(double value) {
    return new Asgd(rate, lambda, alpha, value, decay);
  }

  @Override
  public Asgd decay(double value) {
    return new Asgd(rate, lambda, alpha, start, value);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.zeros("ax"));
  }

  @Override
  public Rule rule(Tensor eta, Tensor step) {
    Tensor before = step.sub(1);
    Tensor now = eta.div(eta.mul(lambda).mul(before).add(1).pow(alpha));
    Tensor keep = now.mul(-lambda).add(1);
    Tensor one = Tensor.scalar(eta.dtype(), 1);
    Tensor share = one.div(before.sub(start).maximum(one));
    return (w, g, slots) -> {
      Tensor d = decay == 0 ? g : g.add(w.mul(decay));
      Tensor next = w.mul(keep).sub(now.mul(d));
      Tensor average = slots.getFirst();
      return List.of(next, average.add(next.sub(average).mul(share)));
    };
  }

  @Override
  public String toString() {
    return "asgd, learning rate "
        + rate
        + ", lambda "
        + lambda
        + ", alpha "
        + alpha
        + ", averages from "
        + start
        + (decay == 0 ? "" : ", weight decay " + decay);
  }
}
