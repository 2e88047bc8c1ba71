package dev.cajal.nn;

import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;

/**
 * In training, sets each element to 0 with probability p and divides the others by 1 − p, so that
 * the expectation stays; otherwise does nothing (Srivastava et al. 2014, in the inverted form).
 */
public final class Dropout extends Module {
  private final double p;

  /**
   * Creates the layer.
   *
   * @param p the probability of a zero, in [0, 1)
   */
  public Dropout(double p) {
    if (!(p >= 0 && p < 1)) {
      throw new IllegalArgumentException("dropout: p is " + p + ", expected 0 ≤ p < 1");
    }
    this.p = p;
  }

  @Override
  protected Tensor forward(Tensor x) {
    Trace trace = training(x);
    if (trace == null || p == 0) {
      return x;
    }
    Tensor kept = trace.uniform(x.dtype(), x.shape()).greaterOrEqual(Tensor.scalar(x.dtype(), p));
    return x.mul(kept.cast(x.dtype())).mul(1 / (1 - p));
  }

  @Override
  public String toString() {
    return "Dropout(" + p + ")";
  }
}
