package dev.cajal.graph;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Memory that a plan reads or writes: a source bound from outside, or a part of its workspace. */
final class Buffer {
  final long bytes;

  /** The source that is bound here, or -1 for a part of the workspace. */
  final int slot;

  /** Whether the content must survive the run, as outputs and plan-time constants do. */
  boolean pinned;

  /** The calls between which the content matters, the last inclusive; -1 before that is known. */
  int first = -1;

  int last = -1;

  /** The place in the workspace. */
  long offset;

  private @Nullable Buffer shared;
  private @Nullable MemorySegment memory;

  Buffer(long bytes, int slot) {
    this.bytes = bytes;
    this.slot = slot;
  }

  /** Returns the buffer whose memory this one uses: itself unless it was merged. */
  Buffer root() {
    Buffer root = this;
    while (root.shared != null) {
      root = root.shared;
    }
    return root;
  }

  /** Makes this buffer use the memory of another. */
  void shareWith(Buffer other) {
    shared = other;
  }

  boolean external() {
    return slot >= 0;
  }

  MemorySegment memory() {
    MemorySegment found = root().memory;
    if (found == null) {
      throw new IllegalStateException("a buffer of " + bytes + " bytes has no memory yet");
    }
    return found;
  }

  boolean placed() {
    return root().memory != null;
  }

  void place(MemorySegment at) {
    memory = at;
  }
}
