package dev.cajal.nn.loss;

import dev.cajal.tensor.Tensor;

/** The number that training makes small. Every loss of two tensors is one, and users write more. */
@FunctionalInterface
public interface Loss {

  /**
   * Returns the loss of a batch; what is trained is a tensor of one element, the mean over the
   * batch.
   *
   * @param prediction what the model says, for a classifier the scores [n, classes]
   * @param target what is right, for a classifier the labels [n], int64, from 0
   * @throws dev.cajal.backend.ShapeException if the shapes or types do not fit
   */
  Tensor of(Tensor prediction, Tensor target);
}
