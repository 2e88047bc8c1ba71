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
 * The transpose of {@link Gather}: adds the entries of g into zeros at the places along an axis
 * that integer indices k name,
 *
 * <pre>
 * y[o, n, i] = Σ_{j: k[j] = n} g[o, j, i],   g: [outer, shape of k, inner],   y: [outer, n, inner]
 * </pre>
 *
 * The reverse rule gathers.
 *
 * @param axis the axis of y that is indexed
 * @param shape the shape of y
 */
public record ScatterAdd(int axis, Shape shape) implements Op {

  @Override
  public String name() {
    return "scatter_add";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType g = inputs.getFirst();
    Shape expected = Gather.shape(axis, shape, inputs.get(1));
    if (!g.shape().equals(expected)) {
      throw new ShapeException(
          "entries have shape "
              + g.shape()
              + ", indices "
              + inputs.get(1)
              + " into "
              + shape
              + " expect "
              + expected);
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
    HostArray k = inputs.get(1);
    double[] sums = new double[Math.toIntExact(shape.count())];
    long n = shape.dim(axis);
    long outer = shape.slice(0, axis).count();
    long inner = shape.slice(axis + 1, shape.rank()).count();
    for (long j = 0; j < k.count(); j++) {
      long index = Gather.index(k, j, n, name());
      for (long o = 0; o < outer; o++) {
        for (long i = 0; i < inner; i++) {
          sums[(int) ((o * n + index) * inner + i)] += g.get((o * k.count() + j) * inner + i);
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      outputs.getFirst().set(i, sums[i]);
    }
  }

  @Override
  public List<@Nullable Tensor> vjp(Applied at, List<Tensor> grads) {
    return Arrays.asList(grads.getFirst().gather(axis, at.x(1)), null);
  }

  @Override
  public List<@Nullable Tensor> jvp(Applied at, List<Tensor> tangents) {
    return List.of(Tensor.apply(this, tangents.getFirst(), at.x(1)));
  }
}
