package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;

/**
 * In training, sets each element to 0 with probability p and divides the others by 1 − p, so that
 * the expectation stays; otherwise does nothing (Srivastava et al. 2014, in the inverted form). It
 * draws as well on a trace that samples, see {@link
 * dev.cajal.tensor.Trace#sampling(dev.cajal.tensor.Variable)}.
 */
public final class Dropout extends Dropping {

  /** Creates a layer that drops with probability 0.5. */
  public Dropout() {
    this(0.5);
  }

  /**
   * Creates the layer.
   *
   * @param p the probability of a zero, in [0, 1]
   */
  public Dropout(double p) {
    super(p);
  }

  @Override
  Shape units(Tensor x) {
    return x.shape();
  }

  @Override
  Tensor masked(Tensor x, Tensor kept) {
    return x.mul(kept).mul(1 / (1 - p()));
  }
}
