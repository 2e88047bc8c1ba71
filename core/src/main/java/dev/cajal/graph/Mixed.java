package dev.cajal.graph;

import dev.cajal.backend.DType;
import dev.cajal.backend.HostArray;
import dev.cajal.backend.Operation;
import dev.cajal.backend.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * An operation in mixed precision: operands that are float32 by its own rule may be stored as
 * bfloat16, and so may results. It is computed as if operands were widened to float32, sums are
 * kept in float32 at least, and a result is rounded once, at the end. A float32 operand is not
 * rounded.
 *
 * @param operation what is computed, such as a convolution, an {@link Epilogue} or a pooling
 * @param results the element type of each result; float32 results may be given as bfloat16, others
 *     are what the operation infers
 */
public record Mixed(Operation operation, List<DType> results) implements Operation {

  /** Copies the element types. */
  public Mixed {
    results = List.copyOf(results);
  }

  @Override
  public String name() {
    return operation.name();
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    List<TensorType> types = operation.infer(inputs.stream().map(Mixed::widened).toList());
    List<TensorType> stored = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) {
      stored.add(types.get(i).with(results.get(i)));
    }
    return stored;
  }

  @Override
  public void forward(List<HostArray> inputs, List<HostArray> outputs) {
    operation.forward(inputs, outputs);
  }

  @Override
  public long multiplications(List<TensorType> inputs, List<TensorType> outputs) {
    return operation.multiplications(inputs, outputs);
  }

  private static TensorType widened(TensorType type) {
    return type.dtype() == DType.BFLOAT16 ? type.with(DType.FLOAT32) : type;
  }
}
