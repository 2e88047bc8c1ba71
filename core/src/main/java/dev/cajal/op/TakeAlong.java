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
 * Takes, at each place of integer indices k, the element of x that k names along an axis:
 *
 * <pre>y[o, j, i] = x[o, k[o, j, i], i],   x: [outer, n, inner],   y and k: [outer', m, inner']
 * </pre>
 *
 * with outer' ≤ outer and inner' ≤ inner. The reverse rule adds the gradients of equal indices
 * ({@link AddAlong}); the indices have none. PyTorch calls it {@code gather}, NumPy {@code
 * take_along_axis}.
 *
 * @param axis the axis of x that is indexed
 */
public record TakeAlong(int axis) implements Op {

  @Override
  public String name() {
    return "take_along";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    check(axis, inputs.get(0).shape(), inputs.get(1));
    return List.of(inputs.get(0).with(inputs.get(1).shape()));
  }

  /** Throws unless indices can name elements of a shape along an axis. */
  static void check(int axis, Shape shape, TensorType indices) {
    Shape k = indices.shape();
    Gather.shape(axis, shape, indices);
    boolean fits = k.rank() == shape.rank();
    for (int a = 0; fits && a < k.rank(); a++) {
      fits = a == axis || k.dim(a) <= shape.dim(a);
    }
    if (!fits) {
      throw new ShapeException(
          "indices are "
              + indices
              + ", expected at most "
              + shape
              + " on every axis but "
              + axis
              + "; slice, unsqueeze or broadcast them");
    }
  }

  /** What is done with the row-major number of an index and the place in x that it names. */
  @FunctionalInterface
  interface Visitor {
    void visit(long i, long place);
  }

  /**
   * Visits the place of each index in a row-major shape.
   *
   * @throws IndexOutOfBoundsException if an index does not lie in the axis
   */
  static void over(String name, int axis, Shape shape, HostArray k, Visitor visitor) {
    long[] strides = shape.strides();
    long step = strides[axis];
    strides[axis] = 0;
    Walk.over(
        k.shape(),
        strides,
        (i, start) -> visitor.visit(i, start + step * Gather.index(k, i, shape.dim(axis), name)));
  }

  /**
   * Takes the elements.
   *
   * @throws IndexOutOfBoundsException if an index does not lie in the axis
   */
  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.get(0);
    HostArray y = outputs.getFirst();
    over(name(), axis, x.shape(), inputs.get(1), (i, place) -> y.setFrom(i, x, place));
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    AddAlong back = new AddAlong(axis, at.x(0).shape());
    return Arrays.asList(Tensor.apply(back, grads.getFirst(), at.x(1)), null);
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(Tensor.apply(this, tangents.getFirst(), at.x(1)));
  }
}
