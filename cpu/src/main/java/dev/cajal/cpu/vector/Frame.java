package dev.cajal.cpu.vector;

import dev.cajal.backend.Memory;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the places of a program lie for the tile at hand: a segment and a byte offset for each. */
final class Frame {
  /** Of the widest vectors there are. */
  private static final long VECTOR_BYTES = 256;

  final MemorySegment[] segments;
  final long[] offsets;
  private final @Nullable Frame rest;

  Frame(int places) {
    this(
        places,
        MemorySegment.NULL,
        new Frame(places, Memory.allocate(places * VECTOR_BYTES), null));
  }

  private Frame(int places, MemorySegment memory, @Nullable Frame rest) {
    this.segments = new MemorySegment[places];
    this.offsets = new long[places];
    this.rest = rest;
    Arrays.fill(segments, memory);
    Arrays.setAll(offsets, place -> place * VECTOR_BYTES);
  }

  /** Says that a place lies in a segment. */
  @SuppressWarnings({"ReferenceEquality", "MemorySegmentReferenceEquality"})
  void show(int place, MemorySegment segment) {
    // Every store into an array of an interface costs C2 a wrong guess and a recompilation.
    if (segments[place] != segment) {
      segments[place] = segment;
    }
  }

  /** Returns a frame with room for one vector at each place. */
  Frame rest() {
    return Objects.requireNonNull(rest);
  }
}
