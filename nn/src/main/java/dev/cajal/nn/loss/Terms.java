package dev.cajal.nn.loss;

import dev.cajal.backend.ShapeException;
import dev.cajal.tensor.Tensor;

/** What several losses share. */
final class Terms {
  private Terms() {}

  /** Throws unless two tensors have one shape. */
  static void same(String loss, String one, Tensor x, String other, Tensor y) {
    if (!x.shape().equals(y.shape())) {
      throw new ShapeException(
          "%s: %s is %s, %s %s; reshape one of them"
              .formatted(loss, one, x.shape(), other, y.shape()));
    }
  }

  /** Returns a target of the shape of a prediction, in its element type. */
  static Tensor target(String loss, Tensor prediction, Tensor target) {
    same(loss, "prediction", prediction, "target", target);
    return like(prediction, target);
  }

  /** Returns truth values and integers as numbers of the element type of a prediction. */
  static Tensor like(Tensor prediction, Tensor other) {
    return other.dtype().isFloating() ? other : other.cast(prediction.dtype());
  }

  static Tensor zero(Tensor like) {
    return Tensor.scalar(like.dtype(), 0);
  }

  /** max(x, 0), whose slope at 0 is 1, as {@code clamp} has it in PyTorch. */
  static Tensor clamped(Tensor x) {
    Tensor zero = zero(x);
    return x.less(zero).where(zero, x);
  }

  /** log(1 + eˣ) for all x, with the slope ½ and all further derivatives at 0. */
  static Tensor softplus(Tensor x) {
    Tensor positive = x.greater(0);
    Tensor small = positive.where(x.neg(), x);
    return small.exp().log1p().add(positive.where(x, zero(x)));
  }

  /** √x, with the slope 0 at 0. */
  static Tensor root(Tensor x) {
    Tensor positive = x.greater(0);
    return positive.where(positive.where(x, Tensor.scalar(x.dtype(), 1)).sqrt(), zero(x));
  }
}
