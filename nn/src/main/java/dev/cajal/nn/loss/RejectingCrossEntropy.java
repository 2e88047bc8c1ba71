package dev.cajal.nn.loss;

import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Tensor;
import java.util.List;

/**
 * Cross-entropy with one further class, "none of these", whose score is constant: with scores z and
 * the label y
 *
 * <pre>ℓ = −z[y] + log(e^−j + Σ_c e^z[c])</pre>
 *
 * <p>Scores that are all low cost as well, so that classes not only compete but also explain what
 * they see. With z the negated distances to the codes of the classes it is the criterion of LeNet-5
 * (LeCun, Bottou, Bengio, Haffner 1998, eq. 9).
 *
 * <pre>{@code
 * Tensor loss = new RejectingCrossEntropy(0.1).of(model.apply(images), labels);
 * }</pre>
 *
 * @param j the penalty at which "none of these" begins to win; larger means later
 */
public record RejectingCrossEntropy(double j) implements Loss {

  /** Checks the number. */
  public RejectingCrossEntropy {
    if (!Double.isFinite(j)) {
      throw new IllegalArgumentException(
          "rejectingCrossEntropy: j is " + j + ", expected a number");
    }
  }

  /**
   * Returns the mean over the batch.
   *
   * @param scores [n, classes]
   * @param labels int64 [n]
   * @throws ShapeException if the shapes or types do not fit
   */
  @Override
  public Tensor of(Tensor scores, Tensor labels) {
    if (scores.rank() != 2) {
      throw new ShapeException(
          "rejectingCrossEntropy: scores are " + scores.shape() + ", expected [n, classes]");
    }
    TensorType column = scores.type().with(scores.shape().with(1, 1));
    return Losses.crossEntropy(Tensor.concat(1, List.of(scores, Tensor.full(column, -j))), labels);
  }
}
