package dev.cajal.backend;

import java.util.List;

/**
 * What a backend must know of an operation: its name and options, the types of its results, what it
 * costs, and its meaning as a reference forward in plain loops. Derivatives are added by {@code
 * dev.cajal.tensor.Op}. Implementations are records, so that equal operations are {@code equals}.
 */
public interface Operation {

  /** Returns the name users see in errors, plans and saved models, such as {@code conv}. */
  String name();

  /**
   * Returns the types of the results.
   *
   * @throws ShapeException if the inputs do not fit; the message names both shapes and the mend
   */
  List<TensorType> infer(List<TensorType> inputs);

  /**
   * Computes the results in plain loops over dense row-major arrays. This is the definition of the
   * operation: fast kernels are tested against it.
   */
  void forward(List<HostArray> inputs, List<HostArray> outputs);

  /** Returns the number of scalar multiplications (or comparable arithmetic operations). */
  default long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return 0;
  }

  /** Returns the cost: multiplications, and bytes read and written once. */
  default Cost cost(List<TensorType> inputs, List<TensorType> outputs) {
    long bytes = 0;
    for (TensorType type : inputs) {
      bytes = Math.addExact(bytes, type.bytes());
    }
    for (TensorType type : outputs) {
      bytes = Math.addExact(bytes, type.bytes());
    }
    return new Cost(multiplications(inputs, outputs), bytes);
  }
}
