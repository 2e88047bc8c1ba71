package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The hinge loss of several classes, PyTorch's {@code MultiMarginLoss}. For the scores x [n, C] and
 * label y [n], int64, it is
 *
 * <pre>
 * ℓ = 1/C · Σ_{c ≠ y} w[y]·max(0, margin − x[y] + x[c])ᵖ
 * </pre>
 *
 * <p>Source: Crammer and Singer, <i>On the algorithmic implementation of multiclass kernel-based
 * vector machines</i>, 2001.
 *
 * @param p 1 or 2
 * @param margin the margin
 * @param weight w for each class [C]; null for ones
 * @param reduction how the terms become one number
 */
public record MultiMargin(int p, double margin, @Nullable Tensor weight, Reduction reduction)
    implements Loss {

  /** Checks the ranges. */
  public MultiMargin {
    if (p != 1 && p != 2) {
      throw new IllegalArgumentException("multiMargin: p must be 1 or 2, found " + p);
    }
  }

  /** Creates the loss with the usual options. */
  public MultiMargin() {
    this(1, 1, null, Reduction.MEAN);
  }

  /** Returns this with another power. */
  public MultiMargin p(int value) {
    return new MultiMargin(value, margin, weight, reduction);
  }

  /** Returns this with another margin. */
  public MultiMargin margin(double value) {
    return new MultiMargin(p, value, weight, reduction);
  }

  /** Returns this with a weight for each class [C]. */
  public MultiMargin weight(Tensor value) {
    return new MultiMargin(p, margin, value, reduction);
  }

  /** Returns this with another reduction. */
  public MultiMargin reduction(Reduction value) {
    return new MultiMargin(p, margin, weight, value);
  }

  /**
   * Returns the loss.
   *
   * @param scores [n, C], or [C] with one label
   * @param labels the classes [n], int64, from 0
   * @throws dev.cajal.backend.ShapeException if the shapes or types do not fit
   */
  @Override
  public Tensor of(Tensor scores, Tensor labels) {
    if (scores.rank() == 1) {
      return of(scores.unsqueeze(0), labels.unsqueeze(0)).reshape();
    }
    Labels.check("multiMargin", scores, labels);
    Tensor zero = Terms.zero(scores);
    Tensor chosen = Labels.chosen(scores, labels);
    Tensor right = chosen.where(scores, Labels.doubt(scores, labels)).sumKeep(1);
    Tensor lead = chosen.where(zero, scores.sub(right).add(margin).relu());
    Tensor powered = p == 1 ? lead : lead.square();
    Tensor terms =
        weight == null
            ? powered
            : powered.mul(
                chosen.where(Labels.weights("multiMargin", scores, weight), zero).sumKeep(1));
    return reduction.of(terms.sum(1).div((double) scores.dim(1)));
  }
}
