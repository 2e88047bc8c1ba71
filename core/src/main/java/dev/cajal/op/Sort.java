package dev.cajal.op;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements in order along an axis, and the int64 places that they come from, both of the shape
 * of x:
 *
 * <pre>y_i = x[k_i],   y_0 ≤ y_1 ≤ …   (descending: y_0 ≥ y_1 ≥ …)</pre>
 *
 * Equal elements keep their order, and NaN counts as the largest. The reverse rule puts the
 * gradient back to where the elements came from ({@link AddAlong}), the forward rule takes the
 * tangent from there ({@link TakeAlong}).
 *
 * @param axis the axis sorted along
 * @param descending whether the largest comes first
 */
public record Sort(int axis, boolean descending) implements Op {

  @Override
  public String name() {
    return "sort";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.getFirst();
    if (axis < 0 || axis >= x.shape().rank()) {
      throw new ShapeException("axis " + axis + " does not exist in " + x.shape());
    }
    return List.of(x, x.with(DType.INT64));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.getFirst();
    Lines.over(
        x.shape(),
        axis,
        (start, size, step) -> {
          Long[] places = new Long[Math.toIntExact(size)];
          Arrays.setAll(places, i -> start + i * step);
          Comparator<Long> order =
              x.type().dtype().isFloating()
                  ? (a, b) -> compare(x.get(a), x.get(b))
                  : Comparator.comparingLong(x::getLong);
          Arrays.sort(places, descending ? order.reversed() : order);
          for (int i = 0; i < size; i++) {
            outputs.get(0).setFrom(start + i * step, x, places[i]);
            outputs.get(1).setLong(start + i * step, (places[i] - start) / step);
          }
        });
  }

  /** Unlike {@link Double#compare}, takes 0 and −0 for equal. */
  private static int compare(double a, double b) {
    return a < b ? -1 : a == b ? 0 : a > b ? 1 : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    long size = inputs.getFirst().shape().dim(axis);
    return inputs.getFirst().shape().count() * (64 - Long.numberOfLeadingZeros(size));
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    return List.of(Tensor.apply(new AddAlong(axis, at.x(0).shape()), grads.getFirst(), at.y(1)));
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return Arrays.asList(Tensor.apply(new TakeAlong(axis), tangents.getFirst(), at.y(1)), null);
  }
}
