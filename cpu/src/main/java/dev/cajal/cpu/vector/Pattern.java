package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;

/**
 * Brings the elements of a repeated operand into the order of a tile. As long as the operand starts
 * at the same element, what was written for the last tile is used again.
 */
final class Pattern {
  private final Loops loops;
  private final Run run;
  private final Frame frame;
  private final int place;
  private MemorySegment source = MemorySegment.NULL;
  private MemorySegment target = MemorySegment.NULL;
  private long targetAt;
  private long held = -1;
  private final boolean asItIs;
  private int filled;

  /**
   * Prepares an operand that has the given place in a frame.
   *
   * @param single whether only one number is read of a tile, all of whose elements are the same
   */
  Pattern(Loops loops, Run run, int place, boolean single, Frame frame) {
    this.asItIs = single || run.isContiguous();
    this.loops = loops;
    this.run = run;
    this.place = place;
    this.frame = frame;
  }

  /** Says where the operand lies in this run, and where its tiles may be written. */
  void bind(MemorySegment from, MemorySegment to, long at) {
    source = from;
    target = to;
    targetAt = at;
    held = -1;
    frame.show(place, to);
  }

  /** Makes the frame show the elements for a tile, given where the operand stands in it. */
  void show(long offset, int count, int n) {
    if (asItIs) {
      frame.show(place, source);
      frame.offsets[place] = 4 * offset;
      return;
    }
    frame.offsets[place] = targetAt;
    if (offset != held || n > filled) {
      write(0, run.size(0, count), offset, targetAt);
      held = offset;
      filled = n;
    }
  }

  private void write(int level, int size, long from, long at) {
    long stride = run.strides()[level];
    if (level == run.levels() - 1) {
      writeRow(size, stride, from, at);
      return;
    }
    int next = run.size(level + 1, 0);
    long bytes = 4L * run.blocks()[level];
    if (stride == 0) {
      write(level + 1, next, from, at);
      repeat(at, bytes, size * bytes);
    } else {
      for (int i = 0; i < size; i++) {
        write(level + 1, next, from + i * stride, at + i * bytes);
      }
    }
  }

  private void writeRow(int size, long stride, long from, long at) {
    if (stride == 0) {
      loops.fill(target, at, source.get(JAVA_FLOAT, 4 * from), size);
    } else if (stride == 1) {
      MemorySegment.copy(source, 4 * from, target, at, 4L * size);
    } else {
      for (int i = 0; i < size; i++) {
        target.set(JAVA_FLOAT, at + 4L * i, source.get(JAVA_FLOAT, 4 * (from + i * stride)));
      }
    }
  }

  /** Repeats the first bytes until all are written, doubling what is copied. */
  private void repeat(long at, long first, long all) {
    for (long done = first; done < all; done *= 2) {
      MemorySegment.copy(target, at, target, at + done, Math.min(done, all - done));
    }
  }
}
