package dev.cajal.cpu.vector;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.team.Team;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Softmax and its logarithm along the last axis of row-major storage. Several short rows go through
 * the exponential together, so that ten classes fill the vectors as well as a thousand do.
 */
final class CpuSoftmax implements Kernel, Team.Task {
  private static final long SELDOM = 1 << 15;
  private static final long PARALLEL_ELEMENTS = 16_384;

  private final Loops loops;
  private final boolean log;
  private final int columns;
  private final long rows;
  private final int block;
  private final int parts;
  private MemorySegment input = MemorySegment.NULL;
  private MemorySegment output = MemorySegment.NULL;
  private MemorySegment scratch = MemorySegment.NULL;

  private CpuSoftmax(Loops loops, boolean log, int columns, long rows, int threads) {
    this.loops = loops;
    this.log = log;
    this.columns = columns;
    this.rows = rows;
    this.block = Math.max(1, Nest.TILE / columns);
    boolean large = rows * columns >= PARALLEL_ELEMENTS;
    this.parts = large ? (int) Math.min(Team.size(threads), Math.ceilDiv(rows, block)) : 1;
  }

  static Optional<Choice> choose(Request request, int axis, boolean log, Loops loops) {
    TensorType type = request.inputs().getFirst();
    long columns = type.shape().dim(axis);
    long inner = type.shape().slice(axis + 1, type.shape().rank()).count();
    if (type.dtype() != DType.FLOAT32
        || inner != 1
        || type.shape().count() == 0
        || columns > Integer.MAX_VALUE / 8) {
      return Optional.empty();
    }
    // A loop over vectors that seldom runs stays interpreted for long, and makes garbage until
    // then.
    Loops chosen = type.shape().count() <= SELDOM ? ScalarLoops.INSTANCE : loops;
    long rows = type.shape().count() / columns;
    return Optional.of(
        Choice.rowMajor(
            request, new CpuSoftmax(chosen, log, (int) columns, rows, request.threads())));
  }

  @Override
  public String name() {
    return loops.name() + (log ? ":log_softmax" : ":softmax");
  }

  @Override
  public long scratchBytes() {
    return log ? 4L * parts * block * columns : 0;
  }

  @Override
  public boolean mayOverwrite(int to, int from) {
    return true;
  }

  @Override
  public void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment memory) {
    input = inputs[0];
    output = outputs[0];
    scratch = memory;
    Team.run(parts, this);
  }

  @Override
  public void run(int part, int of) {
    long end = rows * (part + 1) / of;
    for (long row = rows * part / of; row < end; row += block) {
      int count = (int) Math.min(block, end - row);
      long at = 4 * row * columns;
      subtractMaxima(at, count);
      if (log) {
        subtractLogs(at, count, 4L * part * block * columns);
      } else {
        loops.expSum(output, at, 0, output, at, count * columns);
        divideBySums(at, count);
      }
    }
  }

  private void subtractMaxima(long at, int count) {
    for (int r = 0; r < count; r++) {
      long row = at + 4L * r * columns;
      float max = loops.max(input, row, columns);
      loops.scale(input, row, 1, -max, output, row, columns);
    }
  }

  private void subtractLogs(long at, int count, long place) {
    loops.expSum(output, at, 0, scratch, place, count * columns);
    for (int r = 0; r < count; r++) {
      long row = at + 4L * r * columns;
      double sum = loops.sum(scratch, place + 4L * r * columns, columns);
      loops.scale(output, row, 1, (float) -Math.log(sum), output, row, columns);
    }
  }

  private void divideBySums(long at, int count) {
    for (int r = 0; r < count; r++) {
      long row = at + 4L * r * columns;
      double sum = loops.sum(output, row, columns);
      loops.scale(output, row, (float) (1 / sum), 0, output, row, columns);
    }
  }
}
