package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.op.ScatterAdd;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Entries of float32 added at places along an axis, in the order of the indices.
 *
 * @param indices where the entries go
 * @param outer the number of elements outside the axis
 * @param run the number of elements inside the axis
 */
record CpuScatterAdd(Indices indices, long outer, long run) implements Kernel {

  static Optional<Choice> choose(Request request, ScatterAdd scatter) {
    Shape shape = scatter.shape();
    if (request.outputs().getFirst().dtype() != DType.FLOAT32 || shape.count() == 0) {
      return Optional.empty();
    }
    CpuScatterAdd kernel =
        new CpuScatterAdd(
            new Indices("scatter_add", request.inputs().get(1), shape.dim(scatter.axis())),
            shape.slice(0, scatter.axis()).count(),
            shape.slice(scatter.axis() + 1, shape.rank()).count());
    return Optional.of(Choice.rowMajor(request, kernel));
  }

  @Override
  public String name() {
    return "scatter_add";
  }

  @Override
  public void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment scratch) {
    MemorySegment from = inputs[0];
    MemorySegment to = outputs[0];
    long elements = outer * indices.size() * run;
    for (long i = 0; i < elements; i++) {
      to.setAtIndex(JAVA_FLOAT, i, 0);
    }
    long count = indices.count();
    for (long o = 0; o < outer; o++) {
      for (long j = 0; j < count; j++) {
        long source = (o * count + j) * run;
        long target = (o * indices.size() + indices.at(inputs[1], j)) * run;
        for (long i = 0; i < run; i++) {
          to.setAtIndex(
              JAVA_FLOAT,
              target + i,
              to.getAtIndex(JAVA_FLOAT, target + i) + from.getAtIndex(JAVA_FLOAT, source + i));
        }
      }
    }
  }
}
