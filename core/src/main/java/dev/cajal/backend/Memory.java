package dev.cajal.backend;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Off-heap memory that the collector frees: callers never manage scopes. Allocations count against
 * the JVM's direct-memory limit, which provokes a collection before it fails.
 */
public final class Memory {
  /** The alignment of every allocation in bytes: a cache line, and the widest vector. */
  public static final long ALIGNMENT = 64;

  private Memory() {}

  /**
   * Returns zeroed memory, aligned to {@link #ALIGNMENT}.
   *
   * @throws OutOfMemoryError if the limit is reached; the message says which flag raises it
   */
  public static MemorySegment allocate(long bytes) {
    try {
      return Arena.ofAuto().allocate(Math.max(bytes, ALIGNMENT), ALIGNMENT);
    } catch (OutOfMemoryError e) {
      OutOfMemoryError error =
          new OutOfMemoryError(
              "no room for a tensor of "
                  + bytes
                  + " bytes off the heap: use a smaller batch or raise -XX:MaxDirectMemorySize");
      error.initCause(e);
      throw error;
    }
  }
}
