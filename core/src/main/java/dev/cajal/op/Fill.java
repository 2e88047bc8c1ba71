package dev.cajal.op;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Op;
import java.util.List;

/**
 * A 0-d constant, part of the structure of the graph.
 *
 * @param dtype the element type
 * @param value the value
 */
public record Fill(DType dtype, double value) implements Op {

  /** Rounds the value to the element type, so that equal fills are equal operations. */
  public Fill {
    value = dtype == DType.FLOAT32 ? (float) value : value;
  }

  @Override
  public String name() {
    return "fill";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(new TensorType(dtype, Shape.of()));
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    outputs.getFirst().fill(value);
  }
}
