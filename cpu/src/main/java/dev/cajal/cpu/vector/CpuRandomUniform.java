package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
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
  private final PhiloxBlocks[] blocks;
  private final float[][] numbers;
  private long seed;
  private int step;
  private MemorySegment output = MemorySegment.NULL;

  private CpuRandomUniform(RandomUniform op, int threads) {
    count = op.shape().count();
    stream = op.stream();
    parts = count / 4 >= PARALLEL_BLOCKS ? Team.size(threads) : 1;
    blocks = new PhiloxBlocks[parts];
    numbers = new float[parts][4 * PhiloxBlocks.COUNT];
    for (int p = 0; p < parts; p++) {
      blocks[p] = new PhiloxBlocks();
    }
  }

  static Optional<Choice> choose(Request request, RandomUniform op) {
    return op.dtype() == DType.FLOAT32
        ? Optional.of(Choice.rowMajor(request, new CpuRandomUniform(op, request.threads())))
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
    float[] batch = numbers[part];
    long all = Math.ceilDiv(count, 4);
    long end = Math.min(count, 4 * (all * (part + 1) / of));
    for (long at = 4 * (all * part / of); at < end; at += batch.length) {
      blocks[part].uniforms(seed, at / 4, step, stream, batch);
      int n = (int) Math.min(batch.length, end - at);
      MemorySegment.copy(batch, 0, output, JAVA_FLOAT, 4 * at, n);
    }
  }
}
