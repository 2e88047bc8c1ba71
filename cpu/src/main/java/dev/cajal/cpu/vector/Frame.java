package dev.cajal.cpu.vector;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Where the places of a program lie for the tile at hand: a segment and a byte offset for each. */
final class Frame {
  final MemorySegment[] segments;
  final long[] offsets;

  Frame(int places) {
    segments = new MemorySegment[places];
    Arrays.fill(segments, MemorySegment.NULL);
    offsets = new long[places];
  }
}
