package dev.cajal.nn;

import dev.cajal.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * A function of each element, or along the last axis, without parameters.
 *
 * <pre>{@code
 * Module mlp = new Sequential(new Linear(512), Activation.relu(), new Linear(10));
 * }</pre>
 */
public final class Activation extends Module {
  private final String type;
  private final String options;
  private final UnaryOperator<Tensor> function;

  private Activation(String type, String options, UnaryOperator<Tensor> function) {
    this.type = type;
    this.options = options;
    this.function = function;
  }

  /** Returns a module that applies a function of your own, under a name for summaries. */
  public static Activation of(String type, UnaryOperator<Tensor> function) {
    return new Activation(type, "", function);
  }

  /** Returns max(x, 0). */
  public static Activation relu() {
    return of("ReLU", Tensor::relu);
  }

  /**
   * Returns x where x &gt; 0, slope·x elsewhere (Maas et al. 2013).
   *
   * @param slope in [0, 1], usually 0.01
   */
  public static Activation leakyRelu(double slope) {
    if (!(slope >= 0 && slope <= 1)) {
      throw new IllegalArgumentException("leakyRelu: slope is " + slope + ", expected 0 to 1");
    }
    return new Activation("LeakyReLU", "(" + slope + ")", x -> x.greater(0).where(x, x.mul(slope)));
  }

  /**
   * Returns x where x &gt; 0, alpha·(eˣ − 1) elsewhere (Clevert et al. 2016).
   *
   * @param alpha the limit far below zero, negated; usually 1
   */
  public static Activation elu(double alpha) {
    // The exponential never sees x > 0: an overflow in the branch not taken would make NaN
    // gradients.
    return new Activation(
        "ELU",
        "(" + alpha + ")",
        x -> {
          Tensor above = x.greater(0);
          Tensor below = above.where(Tensor.scalar(x.dtype(), 0), x);
          return above.where(x, below.exp().sub(1).mul(alpha));
        });
  }

  /** Returns 1 / (1 + e⁻ˣ). */
  public static Activation sigmoid() {
    return of("Sigmoid", Tensor::sigmoid);
  }

  /** Returns the hyperbolic tangent. */
  public static Activation tanh() {
    return of("Tanh", Tensor::tanh);
  }

  /** Returns log(1 + eˣ), computed as max(x, 0) + log(1 + e^−|x|), which never overflows. */
  public static Activation softplus() {
    return of(
        "Softplus",
        x -> x.maximum(Tensor.scalar(x.dtype(), 0)).add(x.abs().neg().exp().add(1).log()));
  }

  /**
   * Returns x·Φ(x) with the normal distribution Φ(x) = (1 + erf(x/√2))/2 (Hendrycks, Gimpel 2016).
   */
  public static Activation gelu() {
    return of("GELU", x -> x.mul(0.5).mul(x.mul(Math.sqrt(0.5)).erf().add(1)));
  }

  /** Returns the approximation x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))) of {@link #gelu}. */
  public static Activation geluTanh() {
    return new Activation(
        "GELU",
        "(tanh)",
        x -> {
          Tensor inner = x.add(x.square().mul(x).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
          return x.mul(0.5).mul(inner.tanh().add(1));
        });
  }

  /** Returns x·sigmoid(x), also called swish (Ramachandran et al. 2017). */
  public static Activation silu() {
    return of("SiLU", x -> x.mul(x.sigmoid()));
  }

  /** Returns eˣ / Σ eˣ along the last axis. */
  public static Activation softmax() {
    return of("Softmax", x -> x.softmax(-1));
  }

  /** Returns x − log Σ eˣ along the last axis. */
  public static Activation logSoftmax() {
    return of("LogSoftmax", x -> x.logSoftmax(-1));
  }

  @Override
  protected Tensor forward(Tensor x) {
    return function.apply(x);
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public String toString() {
    return type + options;
  }
}
