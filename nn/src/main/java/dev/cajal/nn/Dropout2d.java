package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;

/**
 * In training, sets whole channels of images [n, c, h, w] to 0 with probability p and divides the
 * others by 1 − p; neighbouring places are too much alike for {@link Dropout} to separate them
 * (Tompson et al. 2015).
 */
public final class Dropout2d extends Dropping {

  /** Creates a layer that drops with probability 0.5. */
  public Dropout2d() {
    this(0.5);
  }

  /**
   * Creates the layer.
   *
   * @param p the probability that a channel of a sample is dropped, in [0, 1]
   */
  public Dropout2d(double p) {
    super(p);
  }

  @Override
  Shape units(Tensor x) {
    Axes.require(x, 2, layer(), path());
    return channels(x);
  }

  @Override
  Tensor masked(Tensor x, Tensor kept) {
    return x.mul(kept).mul(1 / (1 - p()));
  }
}
