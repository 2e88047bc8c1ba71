package dev.cajal.backend;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Off-heap memory that the collector frees: callers never manage scopes. The collector sees only
 * the small objects that stand for it, so a collection is provoked whenever as much has been
 * allocated as the heap holds, for that is what a collection costs, and at least 64 MiB.
 * Allocations also count against the JVM's direct-memory limit.
 */
public final class Memory {
  /** The alignment of every allocation in bytes: a cache line, and the widest vector. */
  public static final long ALIGNMENT = 64;

  private static final long LEAST_PACE = 64L << 20;
  private static final AtomicLong SINCE_COLLECTION = new AtomicLong();

  private Memory() {}

  /**
   * Returns zeroed memory, aligned to {@link #ALIGNMENT}.
   *
   * @throws OutOfMemoryError if the limit is reached; the message says which flag raises it
   */
  public static MemorySegment allocate(long bytes) {
    pace(bytes);
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

  private static void pace(long bytes) {
    if (SINCE_COLLECTION.addAndGet(bytes) > LEAST_PACE) {
      Runtime heap = Runtime.getRuntime();
      if (SINCE_COLLECTION.get() > heap.totalMemory() - heap.freeMemory()) {
        SINCE_COLLECTION.set(bytes);
        System.gc();
      }
    }
  }
}
