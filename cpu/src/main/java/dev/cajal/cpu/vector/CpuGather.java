package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.cajal.backend.Choice;
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
 * @param indices which entries
 * @param outer the number of elements outside the axis
 * @param runBytes the bytes inside the axis
 */
record CpuGather(Indices indices, long outer, long runBytes) implements Kernel {

  static Optional<Choice> choose(Request request, Gather gather) {
    TensorType x = request.inputs().getFirst();
    Shape shape = x.shape();
    if (request.outputs().getFirst().shape().count() == 0) {
      return Optional.empty();
    }
    CpuGather kernel =
        new CpuGather(
            new Indices("gather", request.inputs().get(1), shape.dim(gather.axis())),
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
    long count = indices.count();
    for (long o = 0; o < outer; o++) {
      for (long j = 0; j < count; j++) {
        long from = (o * indices.size() + indices.at(inputs[1], j)) * runBytes;
        long to = (o * count + j) * runBytes;
        if (runBytes == Integer.BYTES) {
          // A call for every element would cost more than the element.
          outputs[0].set(JAVA_INT, to, inputs[0].get(JAVA_INT, from));
        } else {
          MemorySegment.copy(inputs[0], from, outputs[0], to, runBytes);
        }
      }
    }
  }
}
