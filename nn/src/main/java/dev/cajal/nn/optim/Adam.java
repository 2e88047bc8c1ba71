package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Adam, as PyTorch defines it. With gradient g, step t = 1, 2, …, learning rate η and weight decay
 * λ (added to the gradient):
 *
 * <pre>
 * d  = g + λ w
 * m′ = m + (1 − β₁)(d − m)
 * v′ = β₂ v + (1 − β₂) d²
 * w′ = w − η / (1 − β₁ᵗ) · m′ / (√v′ / √(1 − β₂ᵗ) + ε)
 * </pre>
 *
 * <p>Source: Kingma and Ba, <i>Adam: a method for stochastic optimization</i>, ICLR 2015, algorithm
 * 1.
 *
 * <pre>{@code
 * Optimizer optimizer = Adam.of(1e-3);
 * }</pre>
 *
 * @param rate η
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε, positive
 * @param decay λ
 * @param amsgrad whether v is replaced by the largest v so far (Reddi, Kale and Kumar, ICLR 2018)
 */
public record Adam(
    double rate, double beta1, double beta2, double epsilon, double decay, boolean amsgrad)
    implements Optimizer {

  /** Checks the ranges. */
  public Adam {
    Checks.notNegative("adam: the learning rate", rate);
    Checks.notNegative("adam: weight decay", decay);
    new Moments(beta1, beta2, epsilon, amsgrad).check("adam");
  }

  /** Returns Adam with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ and no decay. */
  public static Adam of(double rate) {
    return new Adam(rate, 0.9, 0.999, 1e-8, 0, false);
  }

  /** Returns this with other averages. */
  public Adam betas(double first, double second) {
    return new Adam(rate, first, second, epsilon, decay, amsgrad);
  }

  /** Returns this with another ε. */
  public Adam epsilon(double value) {
    return new Adam(rate, beta1, beta2, value, decay, amsgrad);
  }

  @Override
  public Adam decay(double value) {
    return new Adam(rate, beta1, beta2, epsilon, value, amsgrad);
  }

  /** Returns this with the largest average of squares so far, or with the present one. */
  public Adam amsgrad(boolean value) {
    return new Adam(rate, beta1, beta2, epsilon, decay, value);
  }

  @Override
  public List<Slot> slots() {
    return new Moments(beta1, beta2, epsilon, amsgrad).slots();
  }

  @Override
  public Rule rule(Tensor eta, Tensor step) {
    return new Moments(beta1, beta2, epsilon, amsgrad).rule(eta, step, new Added(decay));
  }

  @Override
  public String toString() {
    return "adam, learning rate %s, beta %s %s, epsilon %s%s%s"
        .formatted(
            rate,
            beta1,
            beta2,
            epsilon,
            decay == 0 ? "" : ", weight decay " + decay,
            amsgrad ? ", amsgrad" : "");
  }

  private record Added(double decay) implements Moments.Decay {
    @Override
    public Tensor gradient(Tensor w, Tensor g) {
      return decay == 0 ? g : g.add(w.mul(decay));
    }
  }
}
