package dev.cajal.cpu.team;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.cajal.cpu.natives.Native;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each worker of the team on a processor of its own. Without it Linux, above all in a virtual
 * machine, tends to wake a worker on the processor of the thread that woke it, where both then take
 * turns at half speed. Only done when the team has all processors that there are: then no choice of
 * processors could be better.
 */
final class Pinning {
  private static final long MASK_BYTES = 128;
  private static final MethodHandle GET = Native.standardFunction("sched_getaffinity", "i ilp");
  private static final MethodHandle SET = Native.standardFunction("sched_setaffinity", "i ilp");
  private static final MethodHandle PROCESSOR = Native.quickStandardFunction("sched_getcpu", "i");

  private final MemorySegment all;
  private final MemorySegment[] single;
  private final int[] processors;

  private Pinning(MemorySegment all, int[] processors) {
    this.all = all;
    this.processors = processors;
    single = new MemorySegment[processors.length];
    for (int i = 0; i < processors.length; i++) {
      MemorySegment mask = Arena.global().allocate(JAVA_BYTE, MASK_BYTES);
      mask.set(JAVA_BYTE, processors[i] / 8, (byte) (1 << processors[i] % 8));
      single[i] = mask;
    }
  }

  /** Returns the pinning of a team of {@code size} threads, or null if it should not be pinned. */
  static @Nullable Pinning of(int size) {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
      return null;
    }
    MemorySegment mask = Arena.global().allocate(JAVA_BYTE, MASK_BYTES);
    try {
      if ((int) GET.invokeExact(0, MASK_BYTES, mask) < 0) {
        return null;
      }
    } catch (Throwable e) {
      throw Native.failure(e);
    }
    int[] processors = new int[(int) MASK_BYTES * 8];
    int count = 0;
    for (int i = 0; i < processors.length; i++) {
      if ((mask.get(JAVA_BYTE, i / 8) >> i % 8 & 1) != 0) {
        processors[count++] = i;
      }
    }
    // A quota lets a container see more processors than it may use; its neighbours need them.
    return count == size && Runtime.getRuntime().availableProcessors() == size
        ? new Pinning(mask, Arrays.copyOf(processors, count))
        : null;
  }

  /** Puts the calling thread, a worker with this number, on its processor. */
  void pin(int worker, int workers) {
    if (worker > 0) {
      restrict(single[worker]);
    }
  }

  /**
   * Moves the calling thread, the first of the team, off a worker's processor, and leaves it free
   * to move again: bound for good, it would pass the bond on to every thread that it starts.
   */
  void leaveWorkersAlone() {
    try {
      if ((int) PROCESSOR.invokeExact() != processors[0]) {
        restrict(single[0]);
        restrict(all);
      }
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  private static void restrict(MemorySegment mask) {
    try {
      // A refusal, as by a sandbox, costs speed alone.
      int _ = (int) SET.invokeExact(0, MASK_BYTES, mask);
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }
}
