package dev.cajal.graph;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.Operation;
import dev.cajal.backend.TensorType;
import java.util.List;

/**
 * A leaf of a captured graph: data that is bound when the plan runs.
 *
 * @param slot the number of the source that is bound
 * @param type its type
 * @param steady whether the data stays as it is over many runs; the plan does not write it
 */
record Input(int slot, TensorType type, boolean steady) implements Operation {

  @Override
  public String name() {
    return "input";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(type);
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    throw new IllegalStateException("input " + slot + " is bound, not computed");
  }
}
