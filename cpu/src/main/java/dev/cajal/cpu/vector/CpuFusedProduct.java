package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.team.Team;
import dev.cajal.graph.FusedProduct;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * Runs a {@link FusedProduct} over blocks of a few rows and some columns: the product of a block
 * goes to scratch memory in the first cache, and the steps of the program follow row by row.
 * Everything is row-major; operands of one element are repeated.
 */
final class CpuFusedProduct implements Kernel, Team.Task {
  private static final int ROWS = 8;
  private static final int COLUMNS = 1 << 14;
  private static final int TILE = 1024;

  private final Loops loops;
  private final Program program;
  private final Step[] steps;
  private final int operand;
  private final boolean[] whole;
  private final boolean[] truths;
  private final long rows;
  private final long columns;
  private final ThinProduct product;
  private final Frame[] frames;
  private final long partBytes;
  private final long rowBytes;
  private final long slotBytes;

  private MemorySegment[] inputs = {};
  private MemorySegment[] outputs = {};
  private MemorySegment scratch = MemorySegment.NULL;

  private CpuFusedProduct(
      FusedProduct fused, List<TensorType> types, Program program, Loops loops, int threads) {
    this.loops = loops;
    this.program = program;
    this.steps = program.steps().toArray(Step[]::new);
    this.operand = fused.operand();
    Shape domain = fused.program().domain();
    this.rows = domain.dim(0);
    this.columns = domain.dim(1);
    this.whole = new boolean[fused.program().operands()];
    this.truths = new boolean[whole.length];
    for (int k = 0; k < whole.length; k++) {
      whole[k] = k != operand && types.get(input(k)).shape().equals(domain);
      truths[k] = k != operand && types.get(input(k)).dtype() == DType.BOOL;
    }
    Shape left = types.getFirst().shape();
    boolean transposed = fused.product().transposeA();
    this.product =
        new ThinProduct(
            Math.toIntExact(left.dim(transposed ? 0 : 1)),
            transposed ? 1 : left.dim(1),
            transposed ? left.dim(1) : 1,
            columns);
    this.slotBytes = padded((int) Math.min(TILE, columns));
    this.rowBytes = padded((int) Math.min(COLUMNS, columns));
    this.partBytes = ROWS * rowBytes + program.places() * slotBytes;
    this.frames = new Frame[(int) Math.min(Team.size(threads), Math.ceilDiv(rows, ROWS))];
    for (int p = 0; p < frames.length; p++) {
      frames[p] = new Frame(program.places());
    }
  }

  /** Returns the kernel, unless the program has types without a loop. */
  static Optional<Choice> choose(Request request, FusedProduct fused, Loops loops) {
    List<TensorType> types = request.inputs();
    TensorType result = fused.product().infer(types.subList(0, 2)).getFirst();
    Shape domain = fused.program().domain();
    boolean simple =
        result.dtype() == DType.FLOAT32
            && domain.rank() == 2
            && domain.count() > 0
            && !fused.product().transposeB()
            && types.subList(2, types.size()).stream()
                .allMatch(t ->
                    t.dtype() == DType.FLOAT32
                        ? t.shape().equals(domain) || t.shape().count() == 1
                        : t.dtype() == DType.BOOL && t.shape().count() == 1);
    return simple
        ? Compiler.compile(fused.program(), fused.operands(types, result), List.of())
            .filter(CpuFusedProduct::storesAll)
            .map(program ->
                Choice.rowMajor(
                    request, new CpuFusedProduct(fused, types, program, loops, request.threads())))
        : Optional.empty();
  }

  private static boolean storesAll(Program program) {
    return program.overwritten().stream().allMatch(step -> step >= 0);
  }

  /**
   * Not a multiple of 4096: loads would wait for stores whose address agrees in the low 12 bits.
   */
  private static long padded(int elements) {
    return Math.ceilDiv(4L * elements, 64) * 64 + 320;
  }

  /** Returns which input is an operand of the program other than the product. */
  private int input(int k) {
    return k < operand ? k + 2 : k + 1;
  }

  @Override
  public String name() {
    return loops.name() + ":product+fused";
  }

  @Override
  public long scratchBytes() {
    return frames.length * partBytes;
  }

  @Override
  public boolean mayOverwrite(int output, int input) {
    for (int k = 0; k < whole.length; k++) {
      if (whole[k] && input(k) == input) {
        return program.lastRead().get(k) <= program.overwritten().get(output);
      }
    }
    return false;
  }

  @Override
  public void run(MemorySegment[] in, MemorySegment[] out, MemorySegment memory) {
    inputs = in;
    outputs = out;
    scratch = memory;
    Team.run(frames.length, this);
  }

  @Override
  public void run(int part, int of) {
    Frame frame = frames[part];
    long at = part * partBytes;
    bind(frame, at + ROWS * rowBytes);
    frame.segments[operand] = scratch;
    long blocks = Math.ceilDiv(rows, ROWS);
    long end = Math.min(rows, blocks * (part + 1) / of * ROWS);
    for (long row = blocks * part / of * ROWS; row < end; row += ROWS) {
      int height = (int) Math.min(ROWS, end - row);
      for (long column = 0; column < columns; column += COLUMNS) {
        int width = (int) Math.min(COLUMNS, columns - column);
        product.block(
            loops, inputs[0], inputs[1], row, column, height, width, scratch, at, rowBytes);
        for (int r = 0; r < height; r++) {
          for (int tile = 0; tile < width; tile += TILE) {
            frame.offsets[operand] = at + r * rowBytes + 4L * tile;
            place(frame, 4 * ((row + r) * columns + column + tile));
            for (Step step : steps) {
              loops.apply(step, frame, Math.min(TILE, width - tile));
            }
          }
        }
      }
    }
  }

  /** Shows a frame the operands, results, constants and registers. */
  private void bind(Frame frame, long at) {
    for (int place = 0; place < program.places(); place++) {
      frame.segments[place] = scratch;
      frame.offsets[place] = at + place * slotBytes;
    }
    int width = (int) Math.min(TILE, columns);
    for (int k = 0; k < whole.length; k++) {
      if (whole[k]) {
        frame.segments[k] = inputs[input(k)];
      } else if (k != operand) {
        float value =
            truths[k] ? inputs[input(k)].get(JAVA_BYTE, 0) : inputs[input(k)].get(JAVA_FLOAT, 0);
        loops.fill(scratch, frame.offsets[k], value, width);
      }
    }
    for (int c = 0; c < program.constants().size(); c++) {
      long to = frame.offsets[whole.length + c];
      loops.fill(scratch, to, program.constants().get(c), width);
    }
    int first = whole.length + program.constants().size();
    System.arraycopy(outputs, 0, frame.segments, first, outputs.length);
  }

  /** Moves a frame to the elements from a byte offset on. */
  private void place(Frame frame, long offset) {
    for (int k = 0; k < whole.length; k++) {
      if (whole[k]) {
        frame.offsets[k] = offset;
      }
    }
    int first = whole.length + program.constants().size();
    for (int r = 0; r < outputs.length; r++) {
      frame.offsets[first + r] = offset;
    }
  }
}
