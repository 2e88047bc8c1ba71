package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The cross-entropy of probabilities of yes and no, PyTorch's {@code BCELoss}. For each probability
 * x and target y in [0, 1] it is
 *
 * <pre>
 * ℓ = −w·(y·max(log x, −100) + (1 − y)·max(log(1 − x), −100))
 * </pre>
 *
 * <p>The gradient is w·(x − y)/max(x·(1 − x), 10⁻¹²), finite everywhere. From scores, {@link
 * BceWithLogits} is exact where a probability rounds to 0 or 1.
 *
 * @param weight w, of a shape that broadcasts with the prediction; null for ones
 * @param reduction how the terms become one number
 */
public record Bce(@Nullable Tensor weight, Reduction reduction) implements Loss {
  private static final double LEAST_LOG = -100;
  // As in PyTorch: a float.
  private static final double LEAST_SPREAD = 1e-12f;

  /** Creates the loss with the usual options. */
  public Bce() {
    this(null, Reduction.MEAN);
  }

  /** Returns this with weights. */
  public Bce weight(Tensor value) {
    return new Bce(value, reduction);
  }

  /** Returns this with another reduction. */
  public Bce reduction(Reduction value) {
    return new Bce(weight, value);
  }

  /**
   * Returns the loss.
   *
   * @param prediction probabilities, any shape
   * @param target of the same shape
   * @throws dev.cajal.backend.ShapeException if the shapes differ
   */
  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Tensor y = Terms.target("bce", prediction, target);
    Tensor spread = prediction.mul(prediction.neg().add(1));
    Tensor edge = spread.less(Tensor.scalar(spread.dtype(), LEAST_SPREAD));
    Tensor inner = edge.where(Tensor.scalar(spread.dtype(), 0.5), prediction);
    Tensor terms = edge.where(atEdge(prediction, y), entropy(inner, y));
    return reduction.of(weight == null ? terms : terms.mul(Terms.like(terms, weight)));
  }

  private static Tensor entropy(Tensor x, Tensor y) {
    Tensor least = Tensor.scalar(x.dtype(), LEAST_LOG);
    Tensor yes = x.log().maximum(least);
    Tensor no = x.neg().log1p().maximum(least);
    return y.sub(1).mul(no).sub(y.mul(yes));
  }

  /** Near 0 and 1, where the derivatives of the logarithms are infinite, the slope is stated. */
  private static Tensor atEdge(Tensor prediction, Tensor y) {
    Tensor x = prediction.stopGradient();
    Tensor slope = x.sub(y).stopGradient().div(Tensor.scalar(x.dtype(), LEAST_SPREAD));
    return entropy(x, y).add(slope.mul(prediction.sub(x)));
  }
}
