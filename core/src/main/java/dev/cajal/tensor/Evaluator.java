package dev.cajal.tensor;

import java.util.List;

/**
 * Computes the values of tensors: the door from the lazy graph to the planner, found by {@link
 * java.util.ServiceLoader} so that this package does not depend on the one that implements it.
 */
public interface Evaluator {

  /** Evaluates the tensors together, so that every node of theirs has its values. */
  void evaluate(List<Tensor> tensors);
}
