package dev.cajal.nn;

import dev.cajal.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * A function of each element, or along an axis, without parameters. Names and defaults are those of
 * {@code torch.nn}. With parameters there is {@link PReLU}, with random numbers {@link RReLU}.
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

  /** Returns the step of Heaviside: 1 where x &gt; 0, else 0. Its derivative is 0. */
  public static Activation step() {
    return of("Step", Tensor::step);
  }

  /**
   * Returns the {@link #step} with the derivative of the identity, clipped to 0 where |x| &gt;
   * clip; infinity clips nothing (Bengio et al. 2013; Hubara et al. 2016 clip at 1).
   */
  public static Activation straightThroughStep(double clip) {
    return new Activation(
        "StraightThroughStep",
        "(" + clip + ")",
        x -> x.step().straightThrough(x.clamp(-clip, clip)));
  }

  /** Returns min(max(x, 0), 6). */
  public static Activation relu6() {
    return of("ReLU6", Tensor::relu6);
  }

  /** Returns x where x &gt; 0, 0.01·x elsewhere. */
  public static Activation leakyRelu() {
    return leakyRelu(0.01);
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
    return new Activation("LeakyReLU", "(" + slope + ")", x -> x.leakyRelu(slope));
  }

  /** Returns x where x &gt; 0, eˣ − 1 elsewhere. */
  public static Activation elu() {
    return elu(1);
  }

  /**
   * Returns x where x &gt; 0, alpha·(eˣ − 1) elsewhere (Clevert et al. 2016).
   *
   * @param alpha the limit far below zero, negated; usually 1
   */
  public static Activation elu(double alpha) {
    return new Activation("ELU", "(" + alpha + ")", x -> x.elu(alpha));
  }

  /** Returns the ELU that keeps mean 0 and variance 1 (Klambauer et al. 2017). */
  public static Activation selu() {
    return of("SELU", Tensor::selu);
  }

  /** Returns x where x &gt; 0, eˣ − 1 elsewhere. */
  public static Activation celu() {
    return celu(1);
  }

  /**
   * Returns x where x &gt; 0, alpha·(e^(x/alpha) − 1) elsewhere (Barron 2017).
   *
   * @param alpha the limit far below zero, negated; not 0
   */
  public static Activation celu(double alpha) {
    if (!(Math.abs(alpha) > 0)) {
      throw new IllegalArgumentException("celu: alpha is " + alpha + ", expected another than 0");
    }
    return new Activation("CELU", "(" + alpha + ")", x -> x.celu(alpha));
  }

  /** Returns 1 / (1 + e⁻ˣ). */
  public static Activation sigmoid() {
    return of("Sigmoid", Tensor::sigmoid);
  }

  /** Returns log(1 / (1 + e⁻ˣ)). */
  public static Activation logSigmoid() {
    return of("LogSigmoid", Tensor::logSigmoid);
  }

  /** Returns min(max(x/6 + ½, 0), 1). */
  public static Activation hardsigmoid() {
    return of("Hardsigmoid", Tensor::hardsigmoid);
  }

  /** Returns the hyperbolic tangent. */
  public static Activation tanh() {
    return of("Tanh", Tensor::tanh);
  }

  /** Returns min(max(x, −1), 1). */
  public static Activation hardtanh() {
    return hardtanh(-1, 1);
  }

  /** Returns min(max(x, lower bound), upper bound). */
  public static Activation hardtanh(double min, double max) {
    if (!(min < max)) {
      throw new IllegalArgumentException(
          "hardtanh: bounds are " + min + " and " + max + ", expected the smaller first");
    }
    return new Activation("Hardtanh", "(" + min + ", " + max + ")", x -> x.hardtanh(min, max));
  }

  /** Returns x − tanh x. */
  public static Activation tanhshrink() {
    return of("Tanhshrink", Tensor::tanhshrink);
  }

  /** Returns x moved towards 0 by ½, and 0 where |x| ≤ ½. */
  public static Activation softshrink() {
    return softshrink(0.5);
  }

  /** Returns x moved towards 0 by lambda, and 0 where |x| ≤ lambda. */
  public static Activation softshrink(double lambda) {
    return new Activation(
        "Softshrink", "(" + notNegative("softshrink", lambda) + ")", x -> x.softshrink(lambda));
  }

  /** Returns x, but 0 where |x| ≤ ½. */
  public static Activation hardshrink() {
    return hardshrink(0.5);
  }

  /** Returns x, but 0 where |x| ≤ lambda. */
  public static Activation hardshrink(double lambda) {
    return new Activation(
        "Hardshrink", "(" + notNegative("hardshrink", lambda) + ")", x -> x.hardshrink(lambda));
  }

  private static double notNegative(String name, double lambda) {
    if (!(lambda >= 0)) {
      throw new IllegalArgumentException(name + ": lambda is " + lambda + ", expected at least 0");
    }
    return lambda;
  }

  /** Returns x where it is above a threshold, else a value. */
  public static Activation threshold(double threshold, double value) {
    return new Activation(
        "Threshold", "(" + threshold + ", " + value + ")", x -> x.threshold(threshold, value));
  }

  /** Returns log(1 + eˣ), x itself above 20. */
  public static Activation softplus() {
    return of("Softplus", Tensor::softplus);
  }

  /** Returns log(1 + e^(βx))/β, x itself where βx is above a threshold. */
  public static Activation softplus(double beta, double threshold) {
    if (!(beta > 0)) {
      throw new IllegalArgumentException("softplus: beta is " + beta + ", expected more than 0");
    }
    return new Activation(
        "Softplus", "(" + beta + ", " + threshold + ")", x -> x.softplus(beta, threshold));
  }

  /** Returns x/(1 + |x|). */
  public static Activation softsign() {
    return of("Softsign", Tensor::softsign);
  }

  /**
   * Returns x·Φ(x) with the normal distribution Φ(x) = (1 + erf(x/√2))/2 (Hendrycks, Gimpel 2016).
   */
  public static Activation gelu() {
    return of("GELU", Tensor::gelu);
  }

  /** Returns the approximation x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))) of {@link #gelu}. */
  public static Activation geluTanh() {
    return new Activation("GELU", "(tanh)", Tensor::geluTanh);
  }

  /** Returns x·sigmoid(x), also called swish (Ramachandran et al. 2017). */
  public static Activation silu() {
    return of("SiLU", Tensor::silu);
  }

  /** Returns x·hardsigmoid(x) (Howard et al. 2019). */
  public static Activation hardswish() {
    return of("Hardswish", Tensor::hardswish);
  }

  /** Returns x·tanh(softplus(x)) (Misra 2019). */
  public static Activation mish() {
    return of("Mish", Tensor::mish);
  }

  /** Returns a·sigmoid(b), where a and b are the halves of the last axis (Dauphin et al. 2017). */
  public static Activation glu() {
    return glu(-1);
  }

  /** Returns a·sigmoid(b), where a and b are the halves of an axis; −1 is the last. */
  public static Activation glu(int axis) {
    return along("GLU", axis, x -> x.glu(axis));
  }

  /**
   * Returns the largest of each group of neighbouring channels (Goodfellow et al. 2013): [n, c, …]
   * to [n, c/pieces, …].
   */
  public static Activation maxout(int pieces) {
    if (pieces < 1) {
      throw new IllegalArgumentException("maxout: pieces are " + pieces + ", expected at least 1");
    }
    return new Activation("Maxout", "(" + pieces + ")", x -> x.maxout(1, pieces));
  }

  /** Returns eˣ / Σ eˣ along the last axis. */
  public static Activation softmax() {
    return of("Softmax", x -> x.softmax(-1));
  }

  /** Returns eˣ / Σ eˣ along an axis; 1 are the channels, −1 is the last. */
  public static Activation softmax(int axis) {
    return along("Softmax", axis, x -> x.softmax(axis));
  }

  /** Returns e⁻ˣ / Σ e⁻ˣ along an axis. */
  public static Activation softmin(int axis) {
    return along("Softmin", axis, x -> x.softmin(axis));
  }

  /** Returns x − log Σ eˣ along the last axis. */
  public static Activation logSoftmax() {
    return of("LogSoftmax", x -> x.logSoftmax(-1));
  }

  /** Returns x − log Σ eˣ along an axis. */
  public static Activation logSoftmax(int axis) {
    return along("LogSoftmax", axis, x -> x.logSoftmax(axis));
  }

  private static Activation along(String type, int axis, UnaryOperator<Tensor> function) {
    return new Activation(type, "(" + axis + ")", function);
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
