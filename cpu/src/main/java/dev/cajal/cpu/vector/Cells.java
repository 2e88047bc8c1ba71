package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/**
 * Runs a {@link CellProgram} on rows of one step, a row for each sequence. Before each step the
 * caller says where every operand and result lies.
 */
final class Cells {
  private final Loops loops;
  private final CellProgram program;
  private final Step[] running;
  private final Step[] ended;
  private final int tile;
  private final long slotBytes;
  private final Frame frame;
  private final long[] starts;
  private final long[] strides;
  private final CellLoop[] whole;
  private final long[] addresses;
  private MemorySegment lengths = MemorySegment.NULL;
  private boolean masked;

  Cells(Loops loops, CellProgram program, int hidden) {
    this.loops = loops;
    this.program = program;
    this.running = program.running().steps().toArray(Step[]::new);
    this.ended = program.ended().steps().toArray(Step[]::new);
    this.tile = tile(hidden);
    // Not a multiple of 4096: loads would wait for stores whose address agrees in the low 12 bits.
    this.slotBytes = Math.ceilDiv(4L * tile, 64) * 64 + 64;
    this.frame = new Frame(Math.max(program.running().places(), program.ended().places()));
    int shown = program.operands() + program.results();
    this.starts = new long[shown];
    this.strides = new long[shown];
    this.whole = program.whole().toArray(CellLoop[]::new);
    this.addresses = new long[shown];
  }

  /** Returns how many elements of a state of this size go through the loops together. */
  static int tile(int hidden) {
    return Math.min(hidden, Nest.TILE / 4);
  }

  long scratchBytes() {
    return StepProduct.rounded(slotBytes * frame.offsets.length);
  }

  /**
   * Prepares for a run.
   *
   * @param scratch memory for registers and constants, from an offset on
   * @param sequenceLengths int64, one for each row
   * @param given whether lengths count
   */
  void bind(MemorySegment scratch, long at, MemorySegment sequenceLengths, boolean given) {
    lengths = sequenceLengths;
    masked = given;
    for (int place = 0; place < frame.offsets.length; place++) {
      frame.show(place, scratch);
      frame.offsets[place] = at + place * slotBytes;
    }
    for (int c = 0; c < program.running().constants().size(); c++) {
      float value = program.running().constants().get(c);
      loops.fill(scratch, frame.offsets[program.operands() + c], value, tile);
    }
  }

  /**
   * Says where an operand lies.
   *
   * @param at the offset of its first row
   * @param stride the bytes from one row to the next
   */
  void operand(int number, MemorySegment segment, long at, long stride) {
    show(number, number, segment, at, stride);
  }

  /** Says where a result lies, as {@link #operand}. */
  void result(int number, MemorySegment segment, long at, long stride) {
    int shown = program.operands() + number;
    show(shown, shown + program.running().constants().size(), segment, at, stride);
  }

  private void show(int shown, int place, MemorySegment segment, long at, long stride) {
    frame.show(place, segment);
    starts[shown] = at;
    strides[shown] = stride;
  }

  /** Runs elements {@code first} to {@code last} of rows {@code row} to {@code end} of a step. */
  void run(long step, int row, int end, int first, int last) {
    int operands = program.operands();
    int constants = program.running().constants().size();
    for (int r = row; r < end; r++) {
      boolean over = masked && step >= lengths.getAtIndex(JAVA_LONG, r);
      if (whole.length > 0 && !over) {
        for (int k = 0; k < starts.length; k++) {
          int place = k < operands ? k : k + constants;
          addresses[k] = frame.segments[place].address() + starts[k] + r * strides[k] + 4L * first;
        }
        for (CellLoop each : whole) {
          each.run(addresses, last - first);
        }
        continue;
      }
      for (int j = first; j < last; j += tile) {
        for (int k = 0; k < starts.length; k++) {
          frame.offsets[k < operands ? k : k + constants] = starts[k] + r * strides[k] + 4L * j;
        }
        int n = Math.min(tile, last - j);
        for (Step each : over ? ended : running) {
          loops.apply(each, frame, n);
        }
      }
    }
  }
}
