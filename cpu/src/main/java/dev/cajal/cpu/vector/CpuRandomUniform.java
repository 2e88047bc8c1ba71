package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Philox;
import dev.cajal.backend.Request;
import dev.cajal.cpu.team.Team;
import dev.cajal.op.RandomUniform;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Uniform float32 numbers, bit for bit those of the reference. */
final class CpuRandomUniform implements Kernel, Team.Task {
  private static final long PARALLEL_BLOCKS = 1024;

  private final long count;
  private final long stream;
  private final int parts;
  private final int[][] words;
  private long seed;
  private int step;
  private MemorySegment output = MemorySegment.NULL;

  private CpuRandomUniform(RandomUniform op) {
    count = op.shape().count();
    stream = op.stream();
    parts = count / 4 >= PARALLEL_BLOCKS ? Team.size() : 1;
    words = new int[parts][4];
  }

  static Optional<Choice> choose(Request request, RandomUniform op) {
    return op.dtype() == DType.FLOAT32
        ? Optional.of(Choice.rowMajor(request, new CpuRandomUniform(op)))
        : Optional.empty();
  }

  @Override
  public String name() {
    return "philox";
  }

  @Override
  public void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment scratch) {
    seed = inputs[0].getAtIndex(JAVA_LONG, 0);
    step = (int) inputs[0].getAtIndex(JAVA_LONG, 1);
    output = outputs[0];
    Team.run(parts, this);
  }

  @Override
  public void run(int part, int of) {
    int[] w = words[part];
    long blocks = Math.ceilDiv(count, 4);
    long end = blocks * (part + 1) / of;
    for (long block = blocks * part / of; block < end; block++) {
      Philox.block(seed, (int) block, step, (int) stream, (int) (stream >>> 32), w, 0);
      int left = (int) Math.min(4, count - 4 * block);
      for (int i = 0; i < left; i++) {
        output.setAtIndex(JAVA_FLOAT, 4 * block + i, (w[i] >>> 8) * 0x1p-24f);
      }
    }
  }
}
