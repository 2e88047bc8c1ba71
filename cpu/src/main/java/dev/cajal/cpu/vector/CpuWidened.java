package dev.cajal.cpu.vector;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.team.Team;
import dev.cajal.graph.Mixed;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@link Mixed} where the processor has no fast way of its own: operands are widened into scratch
 * memory, the kernel for float32 runs, and results are rounded.
 */
final class CpuWidened implements Kernel, Team.Task {
  private static final int CHUNK = 1 << 14;

  /** Chunks below which waking another thread costs more than it saves. */
  private static final long PARALLEL_CHUNKS = 4;

  private final Kernel kernel;
  private final Loops loops;
  private final List<Narrow> inputs;
  private final List<Narrow> outputs;
  private final int threads;
  private final long scratchBytes;
  private final MemorySegment[] wideIn;
  private final MemorySegment[] wideOut;
  private MemorySegment bound = MemorySegment.NULL;
  private MemorySegment rest = MemorySegment.NULL;

  // What is being converted; fields, so that handing it to the team allocates nothing.
  private MemorySegment floats = MemorySegment.NULL;
  private MemorySegment bfloats = MemorySegment.NULL;
  private long count;
  private boolean narrowing;

  /**
   * An operand or a result.
   *
   * @param at where its floats lie in scratch memory, -1 if it is passed on as it is
   * @param count how many elements its storage spans, padding included
   */
  private record Narrow(long at, long count) {}

  private CpuWidened(Choice choice, Request request, Loops loops) {
    this.kernel = choice.kernel();
    this.loops = loops;
    this.threads = Team.size(request.threads());
    long at = rounded(kernel.scratchBytes());
    inputs = new ArrayList<>();
    at = place(request.inputs(), choice.inputs(), inputs, at);
    outputs = new ArrayList<>();
    scratchBytes = place(request.outputs(), choice.outputs(), outputs, at);
    wideIn = new MemorySegment[inputs.size()];
    wideOut = new MemorySegment[outputs.size()];
  }

  /**
   * Returns the kernel for a request, or empty if there is none for float32.
   *
   * @param kernels where to look for the kernel for float32
   */
  static Optional<Choice> choose(
      Request request, Mixed mixed, Loops loops, Function<Request, Optional<Choice>> kernels) {
    Request wide =
        new Request(
            mixed.operation(),
            widened(request.inputs()),
            widened(request.outputs()),
            request.given(),
            request.wanted());
    return kernels
        .apply(wide)
        .map(choice ->
            new Choice(new CpuWidened(choice, request, loops), choice.inputs(), choice.outputs()));
  }

  private static List<TensorType> widened(List<TensorType> types) {
    return types.stream()
        .map(t -> t.dtype() == DType.BFLOAT16 ? t.with(DType.FLOAT32) : t)
        .toList();
  }

  private static long place(
      List<TensorType> types, List<Layout> layouts, List<Narrow> places, long from) {
    long at = from;
    for (int i = 0; i < types.size(); i++) {
      boolean narrow = types.get(i).dtype() == DType.BFLOAT16;
      long count = layouts.get(i).span(types.get(i).shape());
      places.add(new Narrow(narrow ? at : -1, count));
      at += narrow ? rounded(4 * count) : 0;
    }
    return at;
  }

  private static long rounded(long bytes) {
    return Math.ceilDiv(bytes, 64) * 64;
  }

  @Override
  public String name() {
    return kernel.name() + ":widened";
  }

  @Override
  public long scratchBytes() {
    return scratchBytes;
  }

  @Override
  public void run(MemorySegment[] in, MemorySegment[] out, MemorySegment scratch) {
    bind(scratch);
    for (int i = 0; i < wideIn.length; i++) {
      Narrow place = inputs.get(i);
      if (place.at() < 0) {
        wideIn[i] = in[i];
      } else {
        convert(false, in[i], wideIn[i], place.count());
      }
    }
    for (int o = 0; o < wideOut.length; o++) {
      wideOut[o] = outputs.get(o).at() < 0 ? out[o] : wideOut[o];
    }
    kernel.run(wideIn, wideOut, rest);
    for (int o = 0; o < wideOut.length; o++) {
      if (outputs.get(o).at() >= 0) {
        convert(true, out[o], wideOut[o], outputs.get(o).count());
      }
    }
  }

  private void bind(MemorySegment scratch) {
    if (bound.address() == scratch.address() && bound.byteSize() == scratch.byteSize()) {
      return;
    }
    bound = scratch;
    rest = scratch.asSlice(0, kernel.scratchBytes());
    slice(scratch, inputs, wideIn);
    slice(scratch, outputs, wideOut);
  }

  private static void slice(MemorySegment scratch, List<Narrow> places, MemorySegment[] wide) {
    for (int i = 0; i < wide.length; i++) {
      Narrow place = places.get(i);
      wide[i] =
          place.at() < 0 ? MemorySegment.NULL : scratch.asSlice(place.at(), 4 * place.count());
    }
  }

  private void convert(boolean narrow, MemorySegment narrowed, MemorySegment wide, long elements) {
    narrowing = narrow;
    bfloats = narrowed;
    floats = wide;
    count = elements;
    Team.run(elements >= PARALLEL_CHUNKS * CHUNK ? threads : 1, this);
  }

  @Override
  public void run(int part, int parts) {
    long chunks = Math.ceilDiv(count, CHUNK);
    for (long c = chunks * part / parts; c < chunks * (part + 1) / parts; c++) {
      long first = c * CHUNK;
      int n = (int) Math.min(CHUNK, count - first);
      if (narrowing) {
        loops.toBfloats(floats, 4 * first, bfloats, 2 * first, n);
      } else {
        loops.fromBfloats(bfloats, 2 * first, floats, 4 * first, n);
      }
    }
  }
}
