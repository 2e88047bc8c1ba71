package dev.cajal.cpu.vector;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Request;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.cpu.team.Team;
import dev.cajal.graph.Fused;
import dev.cajal.graph.Fused.Fold;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs {@link Fused} programs without generating code: the domain is walked in memory order in
 * tiles that fit the first cache, and each instruction is a short loop over a tile. Operands of the
 * size of the domain are read where they lie, repeated ones are brought into the order of the tile,
 * and results are written straight to memory or folded.
 *
 * <p>Every operand of full size lies in one common layout, of any blocking; repeated operands and
 * folded results are row-major. Padding is zero in every result and takes no part in folds.
 */
final class CpuFused implements Kernel, Team.Task {
  /** Work, in additions, below which waking another thread costs more than it saves. */
  private static final long PARALLEL_WORK = 100_000;

  private static final PaddedRows NO_ROWS = new PaddedRows(Shape.of(0), Shape.of(0));

  private final Fused fused;
  private final List<TensorType> types;
  private final Physical physical;
  private final Program program;
  private final Nest nest;
  private final Loops loops;
  private final List<Stream> streams = new ArrayList<>();
  private final List<Repeated> repeated = new ArrayList<>();
  private final MemorySegment[] sources;
  private final boolean[] whole;
  private final int[] asTheyLie;
  private final int[] converted;
  private final int[] narrow;
  private final Part[] parts;
  private final long partBytes;

  private MemorySegment[] inputs = {};
  private MemorySegment[] outputs = {};
  private MemorySegment scratch = MemorySegment.NULL;

  /**
   * Something that moves beside the domain: an operand (or the mask), or a folded result.
   *
   * @param place the place of its value
   * @param result the number of the result, -1 for an operand
   * @param fold how it is folded
   * @param rows where a folded result lies
   */
  record Stream(int place, int result, Fold fold, PaddedRows rows) {}

  private CpuFused(Fused fused, Request request, Physical physical, Program program, Loops loops) {
    this.fused = fused;
    this.types = request.inputs();
    this.physical = physical;
    this.program = program;
    this.loops = loops;
    this.whole = new boolean[types.size()];
    List<long[]> strides = new ArrayList<>();
    for (int k = 0; k < types.size(); k++) {
      whole[k] = types.get(k).shape().equals(fused.domain());
      if (!whole[k]) {
        addOperand(k, types.get(k), strides);
      }
    }
    asTheyLie = asTheyLie();
    converted = converted();
    narrow = narrow();
    sources = new MemorySegment[streams.size() + 1];
    if (program.mask() >= 0) {
      addMask(strides);
    }
    for (int r = 0; r < fused.results().size(); r++) {
      if (fused.results().get(r).fold() != Fold.NONE) {
        addFold(r, strides);
      }
    }
    nest = new Nest(physical.sizes(), strides);
    partBytes = Part.scratchBytes(program, nest);
    parts = new Part[partCount(request.threads())];
    for (int p = 0; p < parts.length; p++) {
      parts[p] = new Part(this, loops);
    }
  }

  /** Returns the kernel for a fused operation, unless it has types without a loop. */
  static Optional<Choice> choose(Request request, Fused fused, Loops loops) {
    if (fused.domain().count() == 0) {
      return Optional.empty();
    }
    Layout common = CommonLayout.of(request, fused.domain());
    Physical physical = Physical.of(common, fused.domain()).orElseThrow();
    List<Integer> padded =
        IntStream.range(0, fused.domain().rank())
            .filter(a -> physical.isPadded(fused.domain(), a))
            .boxed()
            .toList();
    return Compiler.compile(fused, request.inputs(), padded)
        .map(program ->
            new Choice(
                new CpuFused(fused, request, physical, program, loops),
                CommonLayout.inputs(request, fused.domain(), common),
                CommonLayout.outputs(fused, common)));
  }

  private void addOperand(int k, TensorType type, List<long[]> strides) {
    Shape padded = Repeated.padded(type.shape(), fused.domain(), physical.padded());
    repeated.add(new Repeated(loops, type, padded));
    streams.add(new Stream(k, -1, Fold.NONE, NO_ROWS));
    strides.add(physical.strides(Repeated.strides(type.shape(), padded, fused.domain())));
  }

  private void addMask(List<long[]> strides) {
    Shape shape = fused.domain();
    for (int a = 0; a < shape.rank(); a++) {
      shape = physical.isPadded(fused.domain(), a) ? shape : shape.with(a, 1);
    }
    Shape padded = shape;
    long[] axes = new long[shape.rank()];
    for (int a = 0; a < shape.rank(); a++) {
      if (physical.isPadded(fused.domain(), a)) {
        padded = padded.with(a, physical.padded().dim(a));
      }
    }
    long[] dense = padded.strides();
    for (int a = 0; a < shape.rank(); a++) {
      axes[a] = physical.isPadded(fused.domain(), a) ? dense[a] : 0;
    }
    sources[streams.size()] = Repeated.mask(loops, shape, padded);
    streams.add(new Stream(program.mask(), -1, Fold.NONE, NO_ROWS));
    strides.add(physical.strides(axes));
  }

  private void addFold(int r, List<long[]> strides) {
    Fused.Result result = fused.results().get(r);
    Shape padded = result.shape(physical.padded());
    long[] axes = padded.strides();
    result.axes().forEach(a -> axes[a] = 0);
    streams.add(
        new Stream(
            program.kept().get(r),
            r,
            result.fold(),
            new PaddedRows(result.shape(fused.domain()), padded)));
    strides.add(physical.strides(axes));
  }

  private int partCount(int threads) {
    long work = nest.tiles() * nest.largest() * (program.weight() + 2L);
    if (work < PARALLEL_WORK) {
      return 1;
    }
    return (int) Math.min(Team.size(threads), nest.tiles());
  }

  @Override
  public String name() {
    return loops.name() + ":fused";
  }

  @Override
  public long scratchBytes() {
    return parts.length * partBytes;
  }

  @Override
  public boolean mayOverwrite(int output, int input) {
    Fused.Result result = fused.results().get(output);
    if (!whole[input] || result.fold() != Fold.NONE || types.get(input).dtype() != result.dtype()) {
      return false;
    }
    // bfloat16 is read before the loops over a tile and written after them.
    return result.dtype() == DType.BFLOAT16
        || (result.dtype() == DType.FLOAT32
            && program.lastRead().get(input) <= program.overwritten().get(output));
  }

  @Override
  public void run(MemorySegment[] in, MemorySegment[] out, MemorySegment memory) {
    inputs = in;
    outputs = out;
    scratch = memory;
    for (int s = 0; s < repeated.size(); s++) {
      sources[s] = repeated.get(s).prepare(in[streams.get(s).place()]);
    }
    Team.run(parts.length, this);
    storeFolds();
  }

  @Override
  public void run(int part, int of) {
    long first = nest.tiles() * part / of;
    long end = nest.tiles() * (part + 1) / of;
    parts[part].bind(scratch, part * partBytes);
    parts[part].run(first, end);
  }

  private void storeFolds() {
    Folding[] all = parts[0].folds();
    for (int f = 0; f < all.length; f++) {
      for (int p = 1; p < parts.length; p++) {
        all[f].join(parts[p].folds()[f]);
      }
      int r = streams.get(streams.size() - all.length + f).result();
      all[f].store(outputs[r], fused.results().get(r).dtype());
    }
  }

  Program program() {
    return program;
  }

  Nest nest() {
    return nest;
  }

  List<Stream> streams() {
    return streams;
  }

  MemorySegment source(int stream) {
    return sources[stream];
  }

  /** Shows a frame where the whole operands and the results lie. */
  void bind(Frame frame) {
    for (int place : asTheyLie) {
      frame.show(place, place < whole.length ? inputs[place] : outputs[place - firstResult()]);
    }
  }

  private int firstResult() {
    return whole.length + program.constants().size();
  }

  /** The places of what is read and written in memory, float32 of the size of the domain. */
  private int[] asTheyLie() {
    IntStream operands =
        IntStream.range(0, whole.length)
            .filter(k -> whole[k] && types.get(k).dtype() == DType.FLOAT32);
    IntStream results =
        IntStream.range(0, fused.results().size())
            .filter(r -> program.overwritten().get(r) >= 0)
            .map(r -> firstResult() + r);
    return IntStream.concat(operands, results).toArray();
  }

  /** The operands of the size of the domain that are brought to float32 tile by tile. */
  private int[] converted() {
    return IntStream.range(0, whole.length)
        .filter(k -> whole[k] && types.get(k).dtype() != DType.FLOAT32)
        .toArray();
  }

  /** The results of the size of the domain that are narrower than float32. */
  private int[] narrow() {
    return IntStream.range(0, fused.results().size())
        .filter(r -> {
          Fused.Result result = fused.results().get(r);
          return result.dtype() == DType.BOOL
              || (result.dtype() == DType.BFLOAT16 && result.fold() == Fold.NONE);
        })
        .toArray();
  }

  /** Moves a frame to the elements from {@code start} on. */
  void place(Frame frame, long start, int n) {
    for (int place : asTheyLie) {
      frame.offsets[place] = 4 * start;
    }
    for (int k : converted) {
      Conversion.toFloat(
          loops, types.get(k).dtype(), inputs[k], start, frame.segments[k], frame.offsets[k], n);
    }
  }

  /** Writes the results of a tile that are narrower than float32. */
  void storeNarrow(Frame frame, long start, int n) {
    for (int r : narrow) {
      int place = program.kept().get(r);
      if (fused.results().get(r).dtype() == DType.BOOL) {
        loops.toBytes(frame.segments[place], frame.offsets[place], outputs[r], start, n);
      } else {
        loops.toBfloats(frame.segments[place], frame.offsets[place], outputs[r], 2 * start, n);
      }
    }
  }
}
