package dev.cajal.tensor;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.TensorType;
import java.util.List;

/**
 * The leaf that stands for the value of a variable.
 *
 * @param variable what is read
 * @param version the version that was current when the leaf was made
 */
public record Read(Variable variable, long version) implements Op {

  @Override
  public String name() {
    return "read";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(variable.type());
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    outputs.getFirst().copyFrom(HostArray.of(variable.type(), variable.rowMajor()));
  }
}
