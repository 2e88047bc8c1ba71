package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * The quadratic cost of a sample. For outputs x and targets y [n, ...] it is
 *
 * <pre>
 * ℓ = ½ ‖x − y‖²      the sum over all axes but the first
 * </pre>
 *
 * @param reduction how the terms become one number
 */
public record Quadratic(Reduction reduction) implements Loss {

  /** Creates the loss with the usual options. */
  public Quadratic() {
    this(Reduction.MEAN);
  }

  /** Returns this with another reduction. */
  public Quadratic reduction(Reduction value) {
    return new Quadratic(value);
  }

  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Tensor d = prediction.sub(Terms.target("quadratic", prediction, target));
    if (d.rank() < 2) {
      return reduction.of(d.square().mul(0.5));
    }
    int[] features = IntStream.range(1, d.rank()).toArray();
    return reduction.of(d.square().sum(features).mul(0.5));
  }
}
