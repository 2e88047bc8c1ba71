package dev.cajal.op;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import java.util.List;

/**
 * The index along one axis, y[i] = i[axis]; a leaf of the graph that takes no memory until used.
 *
 * @param type the type of the result
 * @param axis the axis counted along
 */
public record Iota(TensorType type, int axis) implements Op {

  /** Checks the axis. */
  public Iota {
    if (axis < 0 || axis >= type.shape().rank()) {
      throw new IllegalArgumentException("iota: axis " + axis + " does not exist in " + type);
    }
  }

  @Override
  public String name() {
    return "iota";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(type);
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    HostArray y = outputs.getFirst();
    long[] strides = new long[type.shape().rank()];
    strides[axis] = 1;
    Walk.over(type.shape(), strides, y::setLong);
  }
}
