package dev.cajal.nn.optim;

import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Adam with weight decay beside the gradient, as PyTorch defines it. With gradient g, step t = 1,
 * 2, …, learning rate η and weight decay λ:
 *
 * <pre>
 * m′ = m + (1 − β₁)(g − m)
 * v′ = β₂ v + (1 − β₂) g²
 * w′ = (1 − η λ) w − η / (1 − β₁ᵗ) · m′ / (√v′ / √(1 − β₂ᵗ) + ε)
 * </pre>
 *
 * <p>Source: Loshchilov and Hutter, <i>Decoupled weight decay regularization</i>, ICLR 2019,
 * algorithm 2.
 *
 * <pre>{@code
 * Optimizer optimizer = AdamW.of(1e-3).decay(0.05);
 * }</pre>
 *
 * <p>{@link ParameterGroup#vectors} spares biases and the parameters of normalisation.
 *
 * @param rate η
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε, positive
 * @param decay λ
 * @param amsgrad whether v is replaced by the largest v so far (Reddi, Kale and Kumar, ICLR 2018)
 */
public record AdamW(
    double rate, double beta1, double beta2, double epsilon, double decay, boolean amsgrad)
    implements Optimizer {

  /** Checks the ranges. */
  public AdamW {
    Checks.notNegative("adamw: the learning rate", rate);
    Checks.notNegative("adamw: weight decay", decay);
    new Moments(beta1, beta2, epsilon, amsgrad).check("adamw");
  }

  /** Returns AdamW with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ and decay 0.01. */
  public static AdamW of(double rate) {
    return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01, false);
  }

  /** Returns this with other averages. */
  public AdamW betas(double first, double second) {
    return new AdamW(rate, first, second, epsilon, decay, amsgrad);
  }

  /** Returns this with another ε. */
  public AdamW epsilon(double value) {
    return new AdamW(rate, beta1, beta2, value, decay, amsgrad);
  }

  @Override
  public AdamW decay(double value) {
    return new AdamW(rate, beta1, beta2, epsilon, value, amsgrad);
  }

  /** Returns this with the largest average of squares so far, or with the present one. */
  public AdamW amsgrad(boolean value) {
    return new AdamW(rate, beta1, beta2, epsilon, decay, value);
  }

  @Override
  public List<Slot> slots() {
    return new Moments(beta1, beta2, epsilon, amsgrad).slots();
  }

  @Override
  public Rule rule(Tensor eta, Tensor step) {
    Tensor keep = Tensor.scalar(eta.dtype(), 1).sub(eta.mul(decay));
    return new Moments(beta1, beta2, epsilon, amsgrad).rule(eta, step, new Beside(keep));
  }

  @Override
  public String toString() {
    return "adamw, learning rate %s, beta %s %s, epsilon %s, weight decay %s%s"
        .formatted(rate, beta1, beta2, epsilon, decay, amsgrad ? ", amsgrad" : "");
  }

  private record Beside(Tensor keep) implements Moments.Decay {
    @Override
    public Tensor parameter(Tensor w) {
      return w.mul(keep);
    }
  }
}
