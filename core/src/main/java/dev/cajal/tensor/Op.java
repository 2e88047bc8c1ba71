package dev.cajal.tensor;

import dev.cajal.backend.Operation;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A primitive operation: its meaning ({@link Operation}) and its two derivative rules, written with
 * ordinary tensors, so that derivatives of derivatives come for free. Users add operations by
 * writing a record that implements this interface and passing it to {@link Tensor#apply}.
 *
 * <p>With y = f(x) and Jacobian J = ∂y/∂x, the reverse rule maps ȳ to Jᵀȳ and the forward rule maps
 * ẋ to Jẋ.
 */
public interface Op extends Operation {

  /**
   * The reverse rule (vector–Jacobian product): the gradient of each input from the gradients of
   * the outputs; null for an input that has none, such as an index. Rules for inputs whose gradient
   * nobody reads cost nothing, since nothing is computed until it is read.
   *
   * @param at the inputs and outputs of this application
   * @param grads one for each output, of the type of the output; zeros where none flowed in
   */
  default List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    return Collections.nCopies(at.inputs().size(), null);
  }

  /**
   * The forward rule (Jacobian–vector product): the tangent of each output from the tangents of the
   * inputs; null for an output that does not change.
   *
   * @param at the inputs and outputs of this application
   * @param tangents one for each input, of the type of the input; zeros where it does not change
   */
  default List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return Collections.nCopies(at.outputs().size(), null);
  }

  /**
   * One application of an operation.
   *
   * @param inputs the operands
   * @param outputs the results
   */
  record Applied(List<Tensor> inputs, List<Tensor> outputs) {

    /** Returns operand {@code i}. */
    public Tensor x(int i) {
      return inputs.get(i);
    }

    /** Returns the first result. */
    public Tensor y() {
      return outputs.getFirst();
    }

    /** Returns result {@code i}. */
    public Tensor y(int i) {
      return outputs.get(i);
    }
  }
}
