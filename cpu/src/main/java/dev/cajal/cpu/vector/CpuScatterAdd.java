package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.cpu.team.Team;
import dev.cajal.op.ScatterAdd;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Entries of float32 added at places along an axis, in the order of the indices; the team shares
 * what lies outside the axis.
 */
final class CpuScatterAdd implements Kernel, Team.Task {
  private static final long WORTH_A_TEAM = 1 << 14;

  private final Indices indices;
  private final long outer;
  private final long run;
  private final int parts;
  private MemorySegment from = MemorySegment.NULL;
  private MemorySegment places = MemorySegment.NULL;
  private MemorySegment to = MemorySegment.NULL;

  /**
   * Creates the kernel.
   *
   * @param indices where the entries go
   * @param outer the number of elements outside the axis
   * @param run the number of elements inside the axis
   */
  private CpuScatterAdd(Indices indices, long outer, long run, int threads) {
    this.indices = indices;
    this.outer = outer;
    this.run = run;
    boolean large = outer * run * indices.count() >= WORTH_A_TEAM;
    this.parts = large ? (int) Math.min(Team.size(threads), outer) : 1;
  }

  static Optional<Choice> choose(Request request, ScatterAdd scatter) {
    Shape shape = scatter.shape();
    if (request.outputs().getFirst().dtype() != DType.FLOAT32 || shape.count() == 0) {
      return Optional.empty();
    }
    CpuScatterAdd kernel =
        new CpuScatterAdd(
            new Indices("scatter_add", request.inputs().get(1), shape.dim(scatter.axis())),
            shape.slice(0, scatter.axis()).count(),
            shape.slice(scatter.axis() + 1, shape.rank()).count(),
            request.threads());
    return Optional.of(Choice.rowMajor(request, kernel));
  }

  @Override
  public String name() {
    return "scatter_add";
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
    long size = indices.size() * run;
    long count = indices.count();
    for (long o = outer * part / of; o < outer * (part + 1) / of; o++) {
      for (long i = o * size; i < (o + 1) * size; i++) {
        to.setAtIndex(JAVA_FLOAT, i, 0);
      }
      for (long j = 0; j < count; j++) {
        add((o * count + j) * run, (o * indices.size() + indices.at(places, j)) * run);
      }
    }
  }

  private void add(long source, long target) {
    for (long i = 0; i < run; i++) {
      to.setAtIndex(
          JAVA_FLOAT,
          target + i,
          to.getAtIndex(JAVA_FLOAT, target + i) + from.getAtIndex(JAVA_FLOAT, source + i));
    }
  }
}
