package dev.cajal.classic;

import dev.cajal.tensor.Tensor;

/** What a {@link Learner} learnt; it is immutable. */
public interface Fitted {

  /**
   * Returns what was learnt of each row: of classifiers the class, [n], int64; of clusterings the
   * cluster, [n], int64; of a regression the values [n, targets]; of components the coordinates [n,
   * components].
   *
   * @param features [n, d], of the floating type and the number of features that were learnt from
   * @throws dev.cajal.backend.ShapeException if they are of another type or number
   */
  Tensor predict(Tensor features);
}
