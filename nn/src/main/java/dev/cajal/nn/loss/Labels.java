package dev.cajal.nn.loss;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;

/** Scores with their classes along axis 1, and labels that name one class for each place. */
final class Labels {
  private Labels() {}

  /** Throws unless scores are [n, classes, ...] and labels [n, ...]. */
  static void check(String loss, Tensor scores, Tensor labels) {
    Shape shape = scores.shape();
    if (shape.rank() < 2
        || !labels.shape().equals(shape.slice(0, 1).concat(shape.slice(2, shape.rank())))) {
      throw new ShapeException(
          loss
              + ": logits are "
              + shape
              + ", labels "
              + labels.shape()
              + "; expected [n, classes] and [n]"
              + (shape.rank() > 2 ? ", or [n, classes, ...] and [n, ...]" : ""));
    }
    if (labels.dtype() != DType.INT64) {
      throw new ShapeException(
          loss + ": labels are " + labels.dtype() + ", expected int64; cast them");
    }
  }

  /** True at the class of each place: elementwise, so nothing is stored. */
  static Tensor chosen(Tensor scores, Tensor labels) {
    Tensor classes = Tensor.iota(scores.type(), 1);
    return classes.equalTo(labels.cast(scores.dtype()).unsqueeze(1));
  }

  /** 0 for labels that name a class, and NaN for others, [n, 1, ...]. */
  static Tensor doubt(Tensor scores, Tensor labels) {
    return labels
        .less(0)
        .logicalOr(labels.greaterOrEqual((double) scores.dim(1)))
        .unsqueeze(1)
        .where(Double.NaN, Terms.zero(scores));
  }

  /** Weights of classes [classes], to be multiplied with scores. */
  static Tensor weights(String loss, Tensor scores, Tensor weight) {
    if (!weight.shape().equals(Shape.of(scores.dim(1)))) {
      throw new ShapeException(
          "%s: the weights of the classes are %s, logits %s; expected one weight for each class"
              .formatted(loss, weight.shape(), scores.shape()));
    }
    long[] sizes = new long[scores.rank()];
    Arrays.fill(sizes, 1);
    sizes[1] = scores.dim(1);
    return weight.cast(scores.dtype()).reshape(sizes);
  }
}
