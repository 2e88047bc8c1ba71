package dev.cajal.nn;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;

/**
 * Dropout for networks of SELU: in training sets each element to α' = −1.7581 with probability p,
 * and then scales and shifts all, so that an input of mean 0 and variance 1 keeps both (Klambauer
 * et al. 2017),
 *
 * <pre>y = a·(x or α') + b,   a = 1/√((1 − p)(1 + p·α'²)),   b = −a·p·α'</pre>
 */
public final class AlphaDropout extends AlphaDropping {

  /** Creates a layer that drops with probability 0.5. */
  public AlphaDropout() {
    this(0.5);
  }

  /**
   * Creates the layer.
   *
   * @param p the probability that an element is dropped, in [0, 1]
   */
  public AlphaDropout(double p) {
    super(p);
  }

  @Override
  Shape units(Tensor x) {
    return x.shape();
  }
}
