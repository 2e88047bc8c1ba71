package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the entries along an axis that integer indices k, of any rank, name:
 *
 * <pre>y[o, j, i] = x[o, k[j], i],   x: [outer, n, inner],   y: [outer, shape of k, inner]</pre>
 *
 * The reverse rule adds the gradients of equal indices ({@link ScatterAdd}); the indices have none.
 *
 * @param axis the axis of x that is indexed
 */
public record Gather(int axis) implements Op {

  @Override
  public String name() {
    return "gather";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(inputs.getFirst().with(shape(axis, inputs.getFirst().shape(), inputs.get(1))));
  }

  /** Returns the shape of what indices take from a shape. */
  static Shape shape(int axis, Shape from, TensorType indices) {
    if (axis < 0 || axis >= from.rank()) {
      throw new ShapeException("axis " + axis + " does not exist in " + from);
    }
    if (!isInteger(indices)) {
      throw new ShapeException(
          "indices are " + indices + ", expected integers; cast them to int64");
    }
    return from.slice(0, axis).concat(indices.shape()).concat(from.slice(axis + 1, from.rank()));
  }

  private static boolean isInteger(TensorType type) {
    return switch (type.dtype()) {
      case INT32, INT64, UINT8 -> true;
      case FLOAT32, FLOAT64, BFLOAT16, BOOL -> false;
    };
  }

  /**
   * Takes the entries.
   *
   * @throws IndexOutOfBoundsException if an index does not lie in the axis
   */
  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.get(0);
    HostArray k = inputs.get(1);
    HostArray y = outputs.getFirst();
    long n = x.dim(axis);
    long outer = x.shape().slice(0, axis).count();
    long inner = x.shape().slice(axis + 1, x.shape().rank()).count();
    for (long j = 0; j < k.count(); j++) {
      long index = index(k, j, n, "gather");
      for (long o = 0; o < outer; o++) {
        for (long i = 0; i < inner; i++) {
          y.setFrom((o * k.count() + j) * inner + i, x, (o * n + index) * inner + i);
        }
      }
    }
  }

  /** Returns index number j after checking it against the size of the axis. */
  static long index(HostArray indices, long j, long bound, String operation) {
    long index = indices.getLong(j);
    if (index < 0 || index >= bound) {
      throw new IndexOutOfBoundsException(
          operation
              + ": index "
              + index
              + " at position "
              + j
              + " of "
              + indices.type()
              + " does not lie in 0 to "
              + (bound - 1));
    }
    return index;
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    ScatterAdd back = new ScatterAdd(axis, at.x(0).shape());
    return Arrays.asList(Tensor.apply(back, grads.getFirst(), at.x(1)), null);
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(Tensor.apply(this, tangents.getFirst(), at.x(1)));
  }
}
