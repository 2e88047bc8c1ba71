package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/** A box of elements copied from one strided place to another. */
final class Copy {
  private final long[] sizes;
  private final long[] from;
  private final long[] to;
  private final long fromStart;
  private final long toStart;
  private final int bytes;
  private final long[] index;

  /**
   * Describes a copy; strides and starts count elements.
   *
   * @param bytes the size of an element
   */
  Copy(long[] sizes, long fromStart, long[] from, long toStart, long[] to, int bytes) {
    List<long[]> merged = Nest.merged(sizes, List.of(from, to));
    this.sizes = merged.get(0);
    this.from = merged.get(1);
    this.to = merged.get(2);
    this.fromStart = fromStart;
    this.toStart = toStart;
    this.bytes = bytes;
    this.index = new long[this.sizes.length - 1];
  }

  /** Copies. */
  void run(MemorySegment source, MemorySegment target) {
    int rank = sizes.length;
    Arrays.fill(index, 0);
    long read = fromStart;
    long write = toStart;
    int axis;
    do {
      row(source, read, target, write);
      for (axis = rank - 2; axis >= 0; axis--) {
        read += from[axis];
        write += to[axis];
        if (++index[axis] < sizes[axis]) {
          break;
        }
        read -= sizes[axis] * from[axis];
        write -= sizes[axis] * to[axis];
        index[axis] = 0;
      }
    } while (axis >= 0);
  }

  private void row(MemorySegment source, long read, MemorySegment target, long write) {
    int last = sizes.length - 1;
    long n = sizes[last];
    if (from[last] == 1 && to[last] == 1) {
      MemorySegment.copy(source, read * bytes, target, write * bytes, n * bytes);
      return;
    }
    switch (bytes) {
      case 1 -> bytes(source, read, from[last], target, write, to[last], n);
      case 2 -> shorts(source, read, from[last], target, write, to[last], n);
      case 4 -> ints(source, read, from[last], target, write, to[last], n);
      default -> longs(source, read, from[last], target, write, to[last], n);
    }
  }

  private static void bytes(
      MemorySegment source,
      long read,
      long from,
      MemorySegment target,
      long write,
      long to,
      long n) {
    for (long i = 0; i < n; i++) {
      target.set(JAVA_BYTE, write + i * to, source.get(JAVA_BYTE, read + i * from));
    }
  }

  private static void shorts(
      MemorySegment source,
      long read,
      long from,
      MemorySegment target,
      long write,
      long to,
      long n) {
    for (long i = 0; i < n; i++) {
      target.setAtIndex(JAVA_SHORT, write + i * to, source.getAtIndex(JAVA_SHORT, read + i * from));
    }
  }

  private static void ints(
      MemorySegment source,
      long read,
      long from,
      MemorySegment target,
      long write,
      long to,
      long n) {
    for (long i = 0; i < n; i++) {
      target.setAtIndex(JAVA_INT, write + i * to, source.getAtIndex(JAVA_INT, read + i * from));
    }
  }

  private static void longs(
      MemorySegment source,
      long read,
      long from,
      MemorySegment target,
      long write,
      long to,
      long n) {
    for (long i = 0; i < n; i++) {
      target.setAtIndex(JAVA_LONG, write + i * to, source.getAtIndex(JAVA_LONG, read + i * from));
    }
  }
}
