package dev.cajal.cpu.vector;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The matrix product of every step, by a kernel of this or another source: its left operand and its
 * result lie in scratch memory, at the same place for all steps.
 */
final class StepProduct {
  private final Kernel kernel;
  private final long leftBytes;
  private final long resultBytes;
  private final MemorySegment[] inputs;
  private final MemorySegment[] outputs = {MemorySegment.NULL};
  private MemorySegment bound = MemorySegment.NULL;
  private MemorySegment rest = MemorySegment.NULL;

  private StepProduct(Kernel kernel, List<TensorType> types, TensorType result) {
    this.kernel = kernel;
    this.leftBytes = types.getFirst().bytes();
    this.resultBytes = result.bytes();
    this.inputs = new MemorySegment[types.size()];
  }

  /**
   * Finds the kernel.
   *
   * @param operation a matrix product, perhaps with a bias
   * @param products where to look for kernels
   */
  static Optional<StepProduct> of(
      Operation operation, List<TensorType> types, Function<Request, Optional<Choice>> products) {
    TensorType result = operation.infer(types).getFirst();
    return products
        .apply(Request.rowMajor(operation, types, List.of(result)))
        .filter(c -> isRowMajor(c, types, result))
        .map(c -> new StepProduct(c.kernel(), types, result));
  }

  private static boolean isRowMajor(Choice choice, List<TensorType> types, TensorType result) {
    for (int i = 0; i < types.size(); i++) {
      if (!choice.inputs().get(i).isRowMajor(types.get(i).shape())) {
        return false;
      }
    }
    Layout last = choice.outputs().getFirst();
    return result.dtype() == DType.FLOAT32 && last.isRowMajor(result.shape());
  }

  long scratchBytes() {
    return rounded(leftBytes) + rounded(resultBytes) + rounded(kernel.scratchBytes());
  }

  String name() {
    return kernel.name();
  }

  /** Prepares for a run with scratch memory from an offset on. */
  void bind(MemorySegment scratch, long at) {
    if (bound.address() != scratch.address() + at) {
      bound = scratch.asSlice(at);
      inputs[0] = bound.asSlice(0, leftBytes);
      outputs[0] = bound.asSlice(rounded(leftBytes), resultBytes);
      rest = bound.asSlice(rounded(leftBytes) + rounded(resultBytes));
    }
  }

  /** Says where an operand other than the left one lies. */
  void operand(int number, MemorySegment segment) {
    inputs[number] = segment;
  }

  /** Copies the left operand from its place in a tensor that holds one for each step. */
  void load(MemorySegment from, long step) {
    MemorySegment.copy(from, step * leftBytes, inputs[0], 0, leftBytes);
  }

  /** Returns where the result is. */
  MemorySegment result() {
    return outputs[0];
  }

  void run() {
    kernel.run(inputs, outputs, rest);
  }

  static long rounded(long bytes) {
    return (bytes + 63) & -64;
  }
}
