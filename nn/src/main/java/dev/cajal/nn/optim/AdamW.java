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
 * Optimizer optimizer = AdamW.of(1e-3).decay(0.05).sparingVectors();
 * }</pre>
 *
 * @param rate η
 * @param beta1 β₁, in [0, 1)
 * @param beta2 β₂, in [0, 1)
 * @param epsilon ε, positive
 * @param decay λ
 * @param vectors whether parameters of at most one axis decay too: biases, and the scales and
 *     shifts of normalisation
 */
public record AdamW(
    double rate, double beta1, double beta2, double epsilon, double decay, boolean vectors)
    implements Optimizer {

  /** Checks the ranges. */
  public AdamW {
    Checks.notNegative("adamw: the learning rate", rate);
    Checks.notNegative("adamw: weight decay", decay);
    new Moments(beta1, beta2, epsilon).check("adamw");
  }

  /** Returns AdamW with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ and decay 0.01 of every parameter. */
  public static AdamW of(double rate) {
    return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01, true);
  }

  /** Returns this with other averages. */
  public AdamW betas(double first, double second) {
    return new AdamW(rate, first, second, epsilon, decay, vectors);
  }

  /** Returns this with another ε. */
  public AdamW epsilon(double value) {
    return new AdamW(rate, beta1, beta2, value, decay, vectors);
  }

  /** Returns this with another weight decay. */
  public AdamW decay(double value) {
    return new AdamW(rate, beta1, beta2, epsilon, value, vectors);
  }

  /** Returns this without decay of biases and of the parameters of normalisation. */
  public AdamW sparingVectors() {
    return new AdamW(rate, beta1, beta2, epsilon, decay, false);
  }

  @Override
  public List<String> slots() {
    return Moments.SLOTS;
  }

  @Override
  public Rule rule(Tensor eta, Tensor step) {
    Tensor keep = Tensor.scalar(eta.dtype(), 1).sub(eta.mul(decay));
    return new Moments(beta1, beta2, epsilon).rule(eta, step, new Beside(keep, vectors));
  }

  @Override
  public String toString() {
    return "adamw, learning rate %s, beta %s %s, epsilon %s, weight decay %s%s"
        .formatted(rate, beta1, beta2, epsilon, decay, vectors ? "" : " (not of vectors)");
  }

  private record Beside(Tensor keep, boolean vectors) implements Moments.Decay {
    @Override
    public Tensor parameter(Tensor w) {
      return vectors || w.rank() > 1 ? w.mul(keep) : w;
    }
  }
}
