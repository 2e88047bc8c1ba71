package dev.cajal.nn.loss;

import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The cross-entropy of the softmax of scores z, PyTorch's {@code CrossEntropyLoss}. With p =
 * softmax(z) over the C classes and the label y it is
 *
 * <pre>
 * ℓ = −(1 − ε)·w[y]·log p[y] − ε/C·Σ_c w[c]·log p[c]      mean: Σ ℓ / Σ w[y]
 * ℓ = −Σ_c w[c]·((1 − ε)·t[c] + ε/C)·log p[c]             for probabilities t; mean: Σ ℓ / n
 * </pre>
 *
 * <p>The scores are [n, C] with labels [n], int64 from 0; or [n, C, d₁, …] with [n, d₁, …], such as
 * one label for each pixel; or [C] with one label. Targets of the shape and type of the scores are
 * probabilities of the classes. A label that is no class, and not to be ignored, makes the loss
 * NaN. Smoothing: Szegedy et al. 2016, section 7.
 *
 * <pre>{@code
 * Tensor loss = new CrossEntropy().smoothing(0.1).of(model.apply(images), labels);
 * }</pre>
 *
 * @param weight w for each class [C]; null for ones
 * @param smoothing ε in [0, 1]
 * @param ignoreIndex the label of places that do not count
 * @param reduction how the terms become one number
 */
public record CrossEntropy(
    @Nullable Tensor weight, double smoothing, long ignoreIndex, Reduction reduction)
    implements Loss {

  /** Checks the ranges. */
  public CrossEntropy {
    if (!(smoothing >= 0 && smoothing <= 1)) {
      throw new IllegalArgumentException(
          "crossEntropy: smoothing is " + smoothing + ", expected 0 ≤ ε ≤ 1");
    }
  }

  /** Creates the loss with the usual options. */
  public CrossEntropy() {
    this(null, 0, Nll.IGNORED, Reduction.MEAN);
  }

  /** Returns this with a weight for each class [C]. */
  public CrossEntropy weight(Tensor value) {
    return new CrossEntropy(value, smoothing, ignoreIndex, reduction);
  }

  /** Returns this with smoothed targets. */
  public CrossEntropy smoothing(double value) {
    return new CrossEntropy(weight, value, ignoreIndex, reduction);
  }

  /** Returns this with another label that does not count. */
  public CrossEntropy ignoreIndex(long value) {
    return new CrossEntropy(weight, smoothing, value, reduction);
  }

  /** Returns this with another reduction. */
  public CrossEntropy reduction(Reduction value) {
    return new CrossEntropy(weight, smoothing, ignoreIndex, value);
  }

  /**
   * Returns the loss.
   *
   * @param logits the scores z, before any softmax
   * @param target labels, or probabilities
   * @throws ShapeException if the shapes or types do not fit
   */
  @Override
  public Tensor of(Tensor logits, Tensor target) {
    if (logits.rank() == 1) {
      Tensor loss = of(logits.unsqueeze(0), target.unsqueeze(0));
      return loss.reshape();
    }
    return target.dtype().isFloating() && target.shape().equals(logits.shape())
        ? soft(logits, target)
        : hard(logits, target);
  }

  private Tensor soft(Tensor logits, Tensor target) {
    if (logits.rank() < 2) {
      throw new ShapeException(
          "crossEntropy: logits are %s, expected [n, classes]".formatted(logits.shape()));
    }
    Tensor logs = logits.logSoftmax(1);
    Tensor weighted =
        weight == null ? logs : logs.mul(Labels.weights("crossEntropy", logits, weight));
    Tensor smoothed =
        smoothing == 0 ? target : target.mul(1 - smoothing).add(smoothing / logits.dim(1));
    return reduction.of(weighted.mul(smoothed).sum(1).neg());
  }

  private Tensor hard(Tensor logits, Tensor labels) {
    Labels.check("crossEntropy", logits, labels);
    return new Nll(weight, ignoreIndex, reduction)
        .reduced("crossEntropy", logits.logSoftmax(1), labels, smoothing);
  }
}
