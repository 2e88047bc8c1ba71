package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.cajal.backend.Choice;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.team.Team;
import dev.cajal.op.Gather;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Entries along an axis, of any element type, copied run by run. */
final class CpuGather implements Kernel, Team.Task {
  private static final long BYTES_WORTH_A_TEAM = 1 << 16;

  private final Indices indices;
  private final long outer;
  private final long runBytes;
  private final int parts;
  private MemorySegment from = MemorySegment.NULL;
  private MemorySegment places = MemorySegment.NULL;
  private MemorySegment to = MemorySegment.NULL;

  /**
   * Creates the kernel.
   *
   * @param indices which entries
   * @param outer the number of elements outside the axis
   * @param runBytes the bytes inside the axis
   */
  private CpuGather(Indices indices, long outer, long runBytes, int threads) {
    this.indices = indices;
    this.outer = outer;
    this.runBytes = runBytes;
    long rows = outer * indices.count();
    this.parts =
        rows * runBytes >= BYTES_WORTH_A_TEAM ? (int) Math.min(Team.size(threads), rows) : 1;
  }

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
            shape.slice(gather.axis() + 1, shape.rank()).count() * x.dtype().bytes(),
            request.threads());
    return Optional.of(Choice.rowMajor(request, kernel));
  }

  @Override
  public String name() {
    return "copy:gather";
  }

  @Override
  public void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment scratch) {
    from = inputs[0];
    places = inputs[1];
    to = outputs[0];
    Team.run(parts, this);
  }

  @Override
  public void run(int part, int of) {
    long count = indices.count();
    long rows = outer * count;
    long first = rows * part / of;
    long o = first / count;
    long j = first % count;
    for (long row = first; row < rows * (part + 1) / of; row++) {
      long source = (o * indices.size() + indices.at(places, j)) * runBytes;
      if (runBytes == Integer.BYTES) {
        // A call for every element would cost more than the element.
        to.set(JAVA_INT, row * runBytes, from.get(JAVA_INT, source));
      } else {
        MemorySegment.copy(from, source, to, row * runBytes, runBytes);
      }
      if (++j == count) {
        j = 0;
        o++;
      }
    }
  }
}
