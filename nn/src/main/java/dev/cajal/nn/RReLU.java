package dev.cajal.nn;

import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;

/**
 * The rectifier with a random slope: x where x &gt; 0, a·x elsewhere, in training with a drawn
 * uniformly for each element, otherwise with the mean of the bounds (Xu et al. 2015).
 */
public final class RReLU extends Module {
  private final double lower;
  private final double upper;

  /** Creates the layer with slopes from 1/8 to 1/3. */
  public RReLU() {
    this(1.0 / 8, 1.0 / 3);
  }

  /**
   * Creates the layer.
   *
   * @param lower the least slope
   * @param upper the largest slope
   */
  public RReLU(double lower, double upper) {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "rrelu: bounds are " + lower + " and " + upper + ", expected the smaller first");
    }
    this.lower = lower;
    this.upper = upper;
  }

  @Override
  protected Tensor forward(Tensor x) {
    Trace trace = training(x);
    return trace == null
        ? x.leakyRelu((lower + upper) / 2)
        : x.prelu(trace.uniform(x.dtype(), x.shape()).mul(upper - lower).add(lower));
  }

  @Override
  public String toString() {
    return "RReLU(" + lower + ", " + upper + ")";
  }
}
