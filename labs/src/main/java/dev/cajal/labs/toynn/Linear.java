package dev.cajal.labs.toynn;

import dev.cajal.tensor.Tensor;

/**
 * y = x·Wᵀ + b, and its derivatives by hand:
 *
 * <pre>
 * ∂L/∂x = ∂L/∂y · W        ∂L/∂W = (∂L/∂y)ᵀ · x        ∂L/∂b = Σ over the batch of ∂L/∂y
 * </pre>
 *
 * <pre>{@code
 * Linear layer = new Linear(weight, bias);
 * Tensor y = layer.forward(x);
 * Tensor dx = layer.backward(x, dy); // keeps the gradients of weight and bias
 * layer.descend(0.2);
 * }</pre>
 */
public final class Linear {
  private Tensor weight;
  private Tensor bias;
  private Tensor weightGradient;
  private Tensor biasGradient;

  /**
   * Creates a layer.
   *
   * @param weight [out, in]
   * @param bias [out]
   */
  public Linear(Tensor weight, Tensor bias) {
    this.weight = weight;
    this.bias = bias;
    this.weightGradient = Tensor.full(weight.type(), 0);
    this.biasGradient = Tensor.full(bias.type(), 0);
  }

  /** Returns y [n, out] for x [n, in]. */
  public Tensor forward(Tensor x) {
    return x.matmul(weight.transpose()).add(bias);
  }

  /**
   * Returns ∂L/∂x, and keeps ∂L/∂W and ∂L/∂b.
   *
   * @param x what went forward, [n, in]
   * @param gradient ∂L/∂y, [n, out]
   */
  public Tensor backward(Tensor x, Tensor gradient) {
    weightGradient = gradient.transpose().matmul(x);
    biasGradient = gradient.sum(0);
    return gradient.matmul(weight);
  }

  /** Takes one step of gradient descent. */
  public void descend(double rate) {
    weight = weight.sub(weightGradient.mul(rate)).detach();
    bias = bias.sub(biasGradient.mul(rate)).detach();
  }

  /** The weight as it is now, [out, in]. */
  public Tensor weight() {
    return weight;
  }

  /** The bias as it is now, [out]. */
  public Tensor bias() {
    return bias;
  }

  /** ∂L/∂W of the last backward pass. */
  public Tensor weightGradient() {
    return weightGradient;
  }

  /** ∂L/∂b of the last backward pass. */
  public Tensor biasGradient() {
    return biasGradient;
  }
}
