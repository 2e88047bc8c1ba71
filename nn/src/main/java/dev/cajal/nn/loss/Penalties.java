package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Terms that keep weights small, to be added to a loss:
 *
 * <pre>{@code
 * List<Variable> weights = model.parameters();
 * Loss loss = (y, t) -> Losses.crossEntropy(y, t).add(Penalties.l2(weights, 1e-4));
 * }</pre>
 *
 * <p>The decay of an optimizer has the gradient of {@link #l2} without the cost; its {@code l1}
 * gives exact zeros, which the gradient of {@link #l1} does not.
 */
public final class Penalties {
  private Penalties() {}

  /**
   * Returns λ·Σ|w|; its gradient is λ·sign(w), 0 at 0.
   *
   * @param weights at least one, of one floating type
   */
  public static Tensor l1(List<Variable> weights, double lambda) {
    return summed(weights, Tensor::abs).mul(lambda);
  }

  /**
   * Returns ½·λ·Σw²; its gradient is λ·w.
   *
   * @param weights at least one, of one floating type
   */
  public static Tensor l2(List<Variable> weights, double lambda) {
    return summed(weights, Tensor::square).mul(lambda / 2);
  }

  /**
   * Returns the elastic net, λ₁·Σ|w| + ½·λ₂·Σw² (Zou, Hastie 2005).
   *
   * @param weights at least one, of one floating type
   */
  public static Tensor elasticNet(List<Variable> weights, double lambda1, double lambda2) {
    return l1(weights, lambda1).add(l2(weights, lambda2));
  }

  private static Tensor summed(List<Variable> weights, UnaryOperator<Tensor> term) {
    return weights.stream()
        .map(weight -> term.apply(weight.tensor()).sum())
        .reduce(Tensor::add)
        .orElseThrow(() ->
            new IllegalArgumentException("there are no weights to penalise; build the model"));
  }
}
