package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;

/** {@link AlphaDropout} of whole channels of an input [n, c, ...]. */
public final class FeatureAlphaDropout extends AlphaDropping {

  /** Creates a layer that drops with probability 0.5. */
  public FeatureAlphaDropout() {
    this(0.5);
  }

  /**
   * Creates the layer.
   *
   * @param p the probability that a channel of a sample is dropped, in [0, 1]
   */
  public FeatureAlphaDropout(double p) {
    super(p);
  }

  @Override
  Shape units(Tensor x) {
    Axes.requireRank(x, 2, "[n, channels, ...]", "featurealphadropout", path());
    return channels(x);
  }
}
