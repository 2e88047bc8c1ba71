package dev.cajal.nn.loss;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;

/**
 * The hinge loss of several classes of which several are right, PyTorch's {@code
 * MultiLabelMarginLoss}. For the scores x [n, C] and the set y of right classes it is
 *
 * <pre>
 * ℓ = 1/C · Σ_{j ∈ y} Σ_{i ∉ y} max(0, 1 − x[j] + x[i])
 * </pre>
 *
 * <p>The target [n, C], int64, lists the right classes of each sample; the list ends at the first
 * −1.
 *
 * @param reduction how the terms become one number
 */
public record MultiLabelMargin(Reduction reduction) implements Loss {

  /** Creates the loss with the usual options. */
  public MultiLabelMargin() {
    this(Reduction.MEAN);
  }

  /** Returns this with another reduction. */
  public MultiLabelMargin reduction(Reduction value) {
    return new MultiLabelMargin(value);
  }

  /**
   * Returns the loss.
   *
   * @param scores [n, C], or [C]
   * @param target of the same shape, int64
   * @throws dev.cajal.backend.ShapeException if the shapes or types do not fit
   */
  @Override
  public Tensor of(Tensor scores, Tensor target) {
    Terms.same("multilabelMargin", "scores", scores, "target", target);
    if (scores.rank() == 1) {
      return of(scores.unsqueeze(0), target.unsqueeze(0)).reshape();
    }
    if (scores.rank() != 2 || target.dtype() != DType.INT64) {
      throw new ShapeException(
          "multilabelMargin: scores are %s, target %s; expected [n, classes], and int64 lists of classes"
              .formatted(scores.type(), target.type()));
    }
    DType dtype = scores.dtype();
    Tensor ended = target.less(Tensor.scalar(target.dtype(), 0)).cast(dtype).cumsum(1);
    Tensor listed = ended.lessOrEqual(Terms.zero(scores)).cast(dtype).unsqueeze(2);
    Tensor label = target.cast(dtype).unsqueeze(2);
    TensorType pairs = scores.type().with(Shape.of(scores.dim(0), scores.dim(1), scores.dim(1)));
    Tensor named = Tensor.iota(pairs, 2).equalTo(label).cast(dtype).mul(listed);
    Tensor right = named.mul(scores.unsqueeze(1)).sumKeep(2);
    Tensor wrong = named.sumKeep(1).lessOrEqual(Terms.zero(scores)).cast(dtype);
    Tensor terms = scores.unsqueeze(1).sub(right).add(1).relu().mul(wrong).mul(listed);
    return reduction.of(terms.sum(1, 2).div((double) scores.dim(1)));
  }
}
