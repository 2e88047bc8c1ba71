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
 * The transpose of {@link TakeAlong}: adds each entry of g into zeros at the place that integer
 * indices k name along an axis,
 *
 * <pre>
 * y[o, n, i] = Σ_{j: k[o, j, i] = n} g[o, j, i],   g and k: [outer', m, inner'],   y: [outer, n, inner]
 * </pre>
 *
 * with outer' ≤ outer and inner' ≤ inner. The reverse rule takes the gradient along the axis.
 *
 * @param axis the axis of y that is indexed
 * @param shape the shape of y
 */
public record AddAlong(int axis, Shape shape) implements Op {

  @Override
  public String name() {
    return "add_along";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType g = inputs.get(0);
    TensorType indices = inputs.get(1);
    TakeAlong.check(axis, shape, indices);
    if (!g.shape().equals(indices.shape())) {
      throw new ShapeException(
          "entries have shape "
              + g.shape()
              + ", indices "
              + indices.shape()
              + "; slice or broadcast one of them");
    }
    return List.of(g.with(shape));
  }

  /**
   * Adds the entries.
   *
   * @throws IndexOutOfBoundsException if an index does not lie in the axis
   */
  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray g = inputs.get(0);
    double[] sums = new double[Math.toIntExact(shape.count())];
    TakeAlong.over(name(), axis, shape, inputs.get(1), (i, place) -> sums[(int) place] += g.get(i));
    for (int i = 0; i < sums.length; i++) {
      outputs.getFirst().set(i, sums[i]);
    }
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    return Arrays.asList(Tensor.apply(new TakeAlong(axis), grads.getFirst(), at.x(1)), null);
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(Tensor.apply(this, tangents.getFirst(), at.x(1)));
  }
}
