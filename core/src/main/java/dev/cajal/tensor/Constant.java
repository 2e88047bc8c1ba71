package dev.cajal.tensor;

import dev.cajal.backend.HostArray;
import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The leaf that holds given data. Two constants are equal only if they share their memory.
 *
 * @param type the type of the data
 * @param memory the row-major data, never written again
 */
public record Constant(TensorType type, MemorySegment memory) implements Op {

  @Override
  public String name() {
    return "constant";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    return List.of(type);
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    outputs.getFirst().copyFrom(HostArray.of(type, memory));
  }
}
