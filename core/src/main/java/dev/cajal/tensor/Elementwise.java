package dev.cajal.tensor;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation that computes every element of its result from the elements at the same place of one
 * to three operands of one shape. Broadcasting is never its business: {@code Broadcast} comes
 * first, and the planner fuses both away. A kind is one of {@link Unary}, {@link Real}, {@link
 * Binary}, {@link Ternary}.
 */
public sealed interface Elementwise extends Op {

  /** Returns the number of operands. */
  int arity();

  /** Computes one element; operands beyond the arity are ignored. */
  double compute(double x, double y, double z);

  /**
   * Computes one element of an int64 operand. An operation that doubles would round overrides it.
   */
  default long compute(long x, long y, long z) {
    return (long) compute((double) x, (double) y, (double) z);
  }

  /** Returns the element type of the result; by default that of the operands. */
  default DType result(List<TensorType> inputs) {
    return inputs.getLast().dtype();
  }

  /** Throws a {@link ShapeException} if the element types do not suit this operation. */
  default void checkTypes(List<TensorType> inputs) {
    for (TensorType input : inputs) {
      if (input.dtype() != inputs.getFirst().dtype()) {
        throw new ShapeException(
            "operands have types " + inputs.getFirst() + " and " + input + "; cast one of them");
      }
    }
  }

  @Override
  default List<TensorType> infer(List<TensorType> inputs) {
    checkTypes(inputs);
    for (TensorType input : inputs) {
      if (!input.shape().equals(inputs.getFirst().shape())) {
        throw new ShapeException(
            "operands have shapes " + inputs.getFirst().shape() + " and " + input.shape());
      }
    }
    return List.of(inputs.getFirst().with(result(inputs)));
  }

  @Override
  default void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray out = outputs.getFirst();
    HostArray a = inputs.getFirst();
    HostArray b = inputs.size() > 1 ? inputs.get(1) : a;
    HostArray c = inputs.size() > 2 ? inputs.get(2) : a;
    long count = out.count();
    if (inputs.getLast().type().dtype() == DType.INT64) {
      for (long i = 0; i < count; i++) {
        out.setLong(i, compute(a.getLong(i), b.getLong(i), c.getLong(i)));
      }
      return;
    }
    for (long i = 0; i < count; i++) {
      out.set(i, compute(a.get(i), b.get(i), c.get(i)));
    }
  }

  @Override
  default long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return outputs.getFirst().shape().count();
  }

  /** A function of one element. Its Jacobian is diagonal, so one method gives both rules. */
  non-sealed interface Unary extends Elementwise {
    /** Computes one element. */
    double compute(double x);

    /**
     * Returns d · f′(x), element by element; null, as here, where the derivative is 0 or undefined.
     */
    default @Nullable Tensor slope(Applied at, Tensor d) {
      return null;
    }

    @Override
    default List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
      return Collections.singletonList(slope(at, grads.getFirst()));
    }

    @Override
    default List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
      return Collections.singletonList(slope(at, tangents.getFirst()));
    }

    @Override
    default int arity() {
      return 1;
    }

    @Override
    default double compute(double x, double y, double z) {
      return compute(x);
    }
  }

  /**
   * A function of one real number, such as a root, which would round integers; they are refused.
   */
  interface Real extends Unary {
    @Override
    default void checkTypes(List<TensorType> inputs) {
      if (!inputs.getFirst().dtype().isFloating()) {
        throw new ShapeException(
            "input is " + inputs.getFirst() + ", expected a floating type; cast it");
      }
    }
  }

  /** A function of two elements. */
  non-sealed interface Binary extends Elementwise {
    /** Computes one element. */
    double compute(double x, double y);

    @Override
    default int arity() {
      return 2;
    }

    @Override
    default double compute(double x, double y, double z) {
      return compute(x, y);
    }
  }

  /** A function of three elements. */
  non-sealed interface Ternary extends Elementwise {
    @Override
    default int arity() {
      return 3;
    }
  }
}
