package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Gather;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Entries along an axis, of any element type, copied run by run.
 *
 * @param indices the type of the indices
 * @param size the size of the indexed axis
 * @param outer the number of elements outside the axis
 * @param runBytes the bytes inside the axis
 */
record CpuGather(TensorType indices, long size, long outer, long runBytes) implements Kernel {

  static Optional<Choice> choose(Request request, Gather gather) {
    TensorType x = request.inputs().getFirst();
    Shape shape = x.shape();
    if (request.outputs().getFirst().shape().count() == 0) {
      return Optional.empty();
    }
    CpuGather kernel =
        new CpuGather(
            request.inputs().get(1),
            shape.dim(gather.axis()),
            shape.slice(0, gather.axis()).count(),
            shape.slice(gather.axis() + 1, shape.rank()).count() * x.dtype().bytes());
    return Optional.of(Choice.rowMajor(request, kernel));
  }

  @Override
  public String name() {
    return "copy:gather";
  }

  @Override
  public void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment scratch) {
    long count = indices.shape().count();
    for (long j = 0; j < count; j++) {
      long index = index(inputs[1], j);
      if (index < 0 || index >= size) {
        throw new IndexOutOfBoundsException(
            "gather: index "
                + index
                + " at position "
                + j
                + " of "
                + indices
                + " does not lie in 0 to "
                + (size - 1));
      }
      for (long o = 0; o < outer; o++) {
        MemorySegment.copy(
            inputs[0],
            (o * size + index) * runBytes,
            outputs[0],
            (o * count + j) * runBytes,
            runBytes);
      }
    }
  }

  private long index(MemorySegment memory, long j) {
    if (indices.dtype() == DType.INT64) {
      return memory.getAtIndex(JAVA_LONG, j);
    }
    return indices.dtype() == DType.INT32
        ? memory.getAtIndex(JAVA_INT, j)
        : memory.get(JAVA_BYTE, j) & 0xff;
  }
}
