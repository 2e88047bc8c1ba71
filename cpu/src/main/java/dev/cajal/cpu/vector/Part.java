package dev.cajal.cpu.vector;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** One worker's share of a fused operation: its frame, registers and partial folds. */
final class Part {
  private final CpuFused kernel;
  private final Program program;
  private final Nest nest;
  private final Loops loops;
  private final Frame frame;
  private final Step[] steps;
  private final Pattern[] patterns;
  private final Folding[] folds;
  private final long slotBytes;

  Part(CpuFused kernel, Loops loops) {
    this.kernel = kernel;
    this.loops = loops;
    this.program = kernel.program();
    this.nest = kernel.nest();
    this.slotBytes = slotBytes(nest);
    this.frame = new Frame(program.places());
    List<CpuFused.Stream> streams = kernel.streams();
    List<Step> scaled = new Scaling(constant()).apply(program.steps());
    this.steps = scaled.toArray(Step[]::new);
    boolean[] single = Scaling.single(scaled, program.places());
    program.kept().forEach(place -> single[place] = false);
    List<Pattern> repeated = new ArrayList<>();
    List<Folding> folding = new ArrayList<>();
    for (int s = 0; s < streams.size(); s++) {
      CpuFused.Stream stream = streams.get(s);
      if (stream.result() < 0) {
        repeated.add(
            new Pattern(loops, nest.run(s), stream.place(), single[stream.place()], frame));
      } else {
        folding.add(new Folding(loops, nest.run(s), stream.fold(), stream.rows()));
      }
    }
    this.patterns = repeated.toArray(Pattern[]::new);
    this.folds = folding.toArray(Folding[]::new);
  }

  /** Returns for each place whether all elements of a tile are the same. */
  private boolean[] constant() {
    boolean[] constant = new boolean[program.places()];
    for (int c = 0; c < program.constants().size(); c++) {
      constant[program.lastRead().size() + c] = true;
    }
    for (int s = 0; s < kernel.streams().size(); s++) {
      CpuFused.Stream stream = kernel.streams().get(s);
      constant[stream.place()] |= stream.result() < 0 && nest.run(s).isConstant();
    }
    return constant;
  }

  /** Returns the bytes of scratch memory that a part needs. */
  static long scratchBytes(Program program, Nest nest) {
    return program.places() * slotBytes(nest);
  }

  private static long slotBytes(Nest nest) {
    // Not a multiple of 4096: loads would wait for stores whose address agrees in the low 12 bits.
    return Math.ceilDiv(4L * nest.largest(), 64) * 64 + 320;
  }

  /** Returns the partial folds, in the order of the streams that are folds. */
  Folding[] folds() {
    return folds;
  }

  /**
   * Prepares for a run. Apart from it, so that what the compiler learns here late does not make it
   * compile the loop over tiles again.
   */
  void bind(MemorySegment scratch, long at) {
    for (int place = 0; place < program.places(); place++) {
      frame.show(place, scratch);
      frame.offsets[place] = at + place * slotBytes;
    }
    kernel.bind(frame);
    int operands = program.lastRead().size();
    for (int c = 0; c < program.constants().size(); c++) {
      int place = operands + c;
      loops.fill(scratch, frame.offsets[place], program.constants().get(c), nest.largest());
    }
    for (int p = 0; p < patterns.length; p++) {
      CpuFused.Stream stream = kernel.streams().get(p);
      patterns[p].bind(kernel.source(p), scratch, at + stream.place() * slotBytes);
    }
    for (Folding fold : folds) {
      fold.clear();
    }
  }

  /** Runs the tiles from {@code first} (inclusive) to {@code end} (exclusive). */
  void run(long first, long end) {
    for (long tile = first; tile < end; tile++) {
      int count = nest.count(tile);
      int n = count * nest.inner();
      long start = nest.start(tile);
      kernel.place(frame, start, n);
      for (int p = 0; p < patterns.length; p++) {
        patterns[p].show(nest.offset(p, tile), count, n);
      }
      for (Step step : steps) {
        loops.apply(step, frame, n);
      }
      kernel.storeNarrow(frame, start, n);
      for (int f = 0; f < folds.length; f++) {
        int place = kernel.streams().get(patterns.length + f).place();
        folds[f].add(
            frame.segments[place],
            frame.offsets[place],
            nest.offset(patterns.length + f, tile),
            count);
      }
    }
  }
}
