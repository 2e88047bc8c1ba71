package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The negative log-likelihood, PyTorch's {@code NLLLoss}. For logarithms of probabilities x and the
 * label y it is
 *
 * <pre>
 * ℓ = −w[y]·x[y]      mean: Σ ℓ / Σ w[y]
 * </pre>
 *
 * <p>The logarithms are [n, C] with labels [n], int64 from 0; or [n, C, d₁, …] with [n, d₁, …]; or
 * [C] with one label.
 *
 * <p>A label that is no class, and not to be ignored, makes the loss NaN.
 *
 * @param weight w for each class [C]; null for ones
 * @param ignoreIndex the label of places that do not count
 * @param reduction how the terms become one number
 */
public record Nll(@Nullable Tensor weight, long ignoreIndex, Reduction reduction) implements Loss {
  static final long IGNORED = -100;

  /** Creates the loss with the usual options. */
  public Nll() {
    this(null, IGNORED, Reduction.MEAN);
  }

  /** Returns this with a weight for each class [C]. */
  public Nll weight(Tensor value) {
    return new Nll(value, ignoreIndex, reduction);
  }

  /** Returns this with another label that does not count. */
  public Nll ignoreIndex(long value) {
    return new Nll(weight, value, reduction);
  }

  /** Returns this with another reduction. */
  public Nll reduction(Reduction value) {
    return new Nll(weight, ignoreIndex, value);
  }

  /**
   * Returns the loss.
   *
   * @param logarithms of the probabilities, such as {@code z.logSoftmax(1)}
   * @param labels the classes
   * @throws dev.cajal.backend.ShapeException if the shapes or types do not fit
   */
  @Override
  public Tensor of(Tensor logarithms, Tensor labels) {
    if (logarithms.rank() == 1) {
      return of(logarithms.unsqueeze(0), labels.unsqueeze(0)).reshape();
    }
    Labels.check("nll", logarithms, labels);
    return reduced("nll", logarithms, labels, 0);
  }

  /** The loss, of which a share ε is spread over all classes; elementwise before its one sum. */
  Tensor reduced(String loss, Tensor logarithms, Tensor labels, double smoothing) {
    Tensor zero = Terms.zero(logarithms);
    Tensor places = labels.cast(logarithms.dtype());
    Tensor ignored = places.equalTo(Tensor.scalar(places.dtype(), (double) ignoreIndex));
    // A negative label is no class: it need not be told apart.
    Tensor named =
        ignoreIndex < 0 ? places : ignored.where(Tensor.scalar(places.dtype(), -1), places);
    Tensor chosen = Labels.chosen(logarithms, named);
    Tensor weights = weight == null ? null : Labels.weights(loss, logarithms, weight);
    Tensor weighted = weights == null ? logarithms : logarithms.mul(weights);
    Tensor doubt = ignored.unsqueeze(1).where(zero, Labels.doubt(logarithms, places));
    Tensor terms = chosen.where(weighted, doubt);
    if (smoothing > 0) {
      Tensor spread = ignored.unsqueeze(1).where(zero, weighted);
      terms = terms.mul(1 - smoothing).add(spread.mul(smoothing / logarithms.dim(1)));
    }
    if (reduction != Reduction.MEAN) {
      return reduction.of(terms.sum(1).neg());
    }
    Tensor counted =
        weights == null
            ? ignored.where(zero, Tensor.scalar(places.dtype(), 1))
            : chosen.where(weights, zero);
    return terms.sum().div(counted.sum()).neg();
  }
}
