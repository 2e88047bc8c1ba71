package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * AdaGrad, as PyTorch defines it. With gradient g, step t = 1, 2, …, learning rate η, its decay κ
 * and weight decay λ:
 *
 * <pre>
 * d  = g + λ w
 * s′ = s + d²                          s is the initial sum at first
 * w′ = w − η / (1 + (t − 1) κ) · d / (√s′ + ε)
 * </pre>
 *
 * <p>Source: Duchi, Hazan and Singer, <i>Adaptive subgradient methods for online learning and
 * stochastic optimization</i>, JMLR 2011.
 *
 * @param rate η
 * @param rateDecay κ
 * @param initialSum the first value of s
 * @param epsilon ε
 * @param decay λ, added to the gradient
 */
public record AdaGrad(
    double rate, double rateDecay, double initialSum, double epsilon, double decay)
    implements Optimizer {

  /** Checks the ranges. */
  public AdaGrad {
    Checks.notNegative("adagrad: the learning rate", rate);
    Checks.notNegative("adagrad: weight decay", decay);
    Checks.notNegative("adagrad: the decay of the learning rate", rateDecay);
    Checks.notNegative("adagrad: the initial sum", initialSum);
    Checks.notNegative("adagrad: epsilon", epsilon);
  }

  /** Returns the optimizer with the usual options of PyTorch. */
  public static AdaGrad of(double rate) {
    return new AdaGrad(rate, 0, 0, 1e-10, 0);
  }

  /** Returns this with a decay of the learning rate. */
  public AdaGrad rateDecay(double value) {
    return new AdaGrad(rate, value, initialSum, epsilon, decay);
  }

  /** Returns this with another first value of the sums. */
  public AdaGrad initialSum(double value) {
    return new AdaGrad(rate, rateDecay, value, epsilon, decay);
  }

  /** Returns this with another ε. */
  public AdaGrad epsilon(double value) {
    return new AdaGrad(rate, rateDecay, initialSum, value, decay);
  }

  @Override
  public AdaGrad decay(double value) {
    return new AdaGrad(rate, rateDecay, initialSum, epsilon, value);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.filled("sum", initialSum));
  }

  @Override
  public Rule rule(Tensor eta, Tensor step) {
    Tensor now = rateDecay == 0 ? eta : eta.div(step.sub(1).mul(rateDecay).add(1));
    return (w, g, slots) -> {
      Tensor d = decay == 0 ? g : g.add(w.mul(decay));
      Tensor sum = slots.getFirst().add(d.square());
      return List.of(w.sub(now.mul(d).div(sum.sqrt().add(epsilon))), sum);
    };
  }

  @Override
  public String toString() {
    return "adagrad, learning rate "
        + rate
        + (rateDecay == 0 ? "" : ", rate decay " + rateDecay)
        + (initialSum == 0 ? "" : ", initial sum " + initialSum)
        + ", epsilon "
        + epsilon
        + (decay == 0 ? "" : ", weight decay " + decay);
  }
}
