package dev.cajal.op;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import java.util.List;

/**
 * The int64 place of the largest element along an axis, which disappears: the first place at a tie,
 * and the first NaN where there is one. It has no derivative.
 *
 * @param axis the axis searched
 */
public record ArgMax(int axis) implements Op {

  @Override
  public String name() {
    return "argmax";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Shape from = inputs.getFirst().shape();
    if (axis < 0 || axis >= from.rank()) {
      throw new ShapeException("axis " + axis + " does not exist in " + from);
    }
    if (from.dim(axis) == 0) {
      throw new ShapeException(
          "axis " + axis + " of " + from + " is empty and has no largest element");
    }
    return List.of(
        new TensorType(DType.INT64, from.slice(0, axis).concat(from.slice(axis + 1, from.rank()))));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray x = inputs.getFirst();
    HostArray y = outputs.getFirst();
    long size = x.dim(axis);
    long inner = x.shape().slice(axis + 1, x.shape().rank()).count();
    for (long line = 0; line < y.count(); line++) {
      long start = line / inner * size * inner + line % inner;
      long best = 0;
      for (long i = 1; i < size && !Double.isNaN(x.get(start + best * inner)); i++) {
        // Not "at most", so that a NaN is taken too.
        if (!(x.get(start + i * inner) <= x.get(start + best * inner))) {
          best = i;
        }
      }
      y.setLong(line, best);
    }
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return inputs.getFirst().shape().count();
  }
}
