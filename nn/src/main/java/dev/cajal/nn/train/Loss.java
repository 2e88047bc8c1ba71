package dev.cajal.nn.train;

import dev.cajal.tensor.Tensor;

/** The number that training makes small. */
@FunctionalInterface
public interface Loss {

  /**
   * Returns the mean loss over a batch, a tensor of one element.
   *
   * @param scores what the model says [n, classes]
   * @param labels the classes [n], int64, from 0
   */
  Tensor of(Tensor scores, Tensor labels);
}
