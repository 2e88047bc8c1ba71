package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cajal.cpu.team.Team;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Runs a {@link CellProgram} on the rows of one step: a row for each sequence, shared among the
 * team. Before each step the caller says where every operand and result lies.
 */
final class CellRows implements Team.Task {
  private static final long PARALLEL_WORK = 50_000;

  private final Loops loops;
  private final CellProgram program;
  private final Step[] running;
  private final Step[] ended;
  private final long batch;
  private final int hidden;
  private final int tile;
  private final long slotBytes;
  private final int places;
  private final Frame[] frames;
  private final MemorySegment[] segments;
  private final long[] starts;
  private final long[] strides;
  private MemorySegment lengths = MemorySegment.NULL;
  private boolean masked;
  private long step;

  CellRows(Loops loops, CellProgram program, long batch, int hidden) {
    this.loops = loops;
    this.program = program;
    this.running = program.running().steps().toArray(Step[]::new);
    this.ended = program.ended().steps().toArray(Step[]::new);
    this.batch = batch;
    this.hidden = hidden;
    this.tile = tile(hidden);
    this.places = Math.max(program.running().places(), program.ended().places());
    // Not a multiple of 4096: loads would wait for stores whose address agrees in the low 12 bits.
    this.slotBytes = Math.ceilDiv(4L * tile, 64) * 64 + 64;
    boolean large = batch * hidden * program.running().weight() >= PARALLEL_WORK;
    this.frames = new Frame[large ? (int) Math.min(Team.size(), batch) : 1];
    Arrays.setAll(frames, p -> new Frame(places));
    int shown = program.operands() + program.results();
    this.segments = new MemorySegment[shown];
    this.starts = new long[shown];
    this.strides = new long[shown];
  }

  /** Returns how many elements of a state of this size go through the loops together. */
  static int tile(int hidden) {
    return Math.min(hidden, Nest.TILE / 4);
  }

  long scratchBytes() {
    return StepProduct.rounded(slotBytes * frames.length * places);
  }

  /**
   * Prepares for a run.
   *
   * @param scratch memory whose start is used
   * @param sequenceLengths int64, one for each row
   * @param given whether lengths count
   */
  void bind(MemorySegment scratch, MemorySegment sequenceLengths, boolean given) {
    lengths = sequenceLengths;
    masked = given;
    int constants = program.operands();
    int count = program.running().constants().size();
    for (int p = 0; p < frames.length; p++) {
      for (int place = 0; place < places; place++) {
        frames[p].show(place, scratch);
        frames[p].offsets[place] = (p * (long) places + place) * slotBytes;
      }
      for (int c = 0; c < count; c++) {
        float value = program.running().constants().get(c);
        loops.fill(scratch, frames[p].offsets[constants + c], value, tile);
      }
    }
  }

  /**
   * Says where an operand lies.
   *
   * @param at the offset in bytes of a matrix
   * @param row the number of its first row that counts; rows have {@code width} parts of the size
   *     of the state
   * @param part which part of each row it is
   */
  void operand(int number, MemorySegment segment, long at, long row, int width, int part) {
    segments[number] = segment;
    starts[number] = at + 4 * (row * width + part) * hidden;
    strides[number] = 4L * width * hidden;
  }

  /** Says where a result lies, as {@link #operand}. */
  void result(int number, MemorySegment segment, long at, long row, int width, int part) {
    operand(program.operands() + number, segment, at, row, width, part);
  }

  /** Runs all rows of step {@code t}. */
  void run(long t) {
    step = t;
    Team.run(frames.length, this);
  }

  @Override
  public void run(int part, int of) {
    Frame frame = frames[part];
    int operands = program.operands();
    int constants = program.running().constants().size();
    for (int k = 0; k < segments.length; k++) {
      frame.show(k < operands ? k : k + constants, segments[k]);
    }
    long end = batch * (part + 1) / of;
    for (long row = batch * part / of; row < end; row++) {
      boolean over = masked && step >= lengths.getAtIndex(JAVA_LONG, row);
      Step[] steps = over ? ended : running;
      for (int j = 0; j < hidden; j += tile) {
        for (int k = 0; k < segments.length; k++) {
          frame.offsets[k < operands ? k : k + constants] = starts[k] + row * strides[k] + 4L * j;
        }
        int n = Math.min(tile, hidden - j);
        for (Step each : steps) {
          loops.apply(each, frame, n);
        }
      }
    }
  }
}
