package dev.cajal.cpu.dnnl;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.cajal.cpu.natives.Native;
import dev.cajal.cpu.team.Team;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The one CPU engine, its in-order stream, and the size of the OpenMP team. */
@SuppressWarnings("restricted")
final class Engine {
  private static final MethodHandle CREATE_ENGINE = Native.function("dnnl_engine_create", "i pil");
  private static final MethodHandle CREATE_STREAM = Native.function("dnnl_stream_create", "i ppi");
  private static final MethodHandle SET_THREADS =
      Native.quickFunction("omp_set_num_threads", "v i");

  private static final int CPU = 1;
  private static final int IN_ORDER = 1;

  static final MemorySegment ENGINE = createEngine();
  static final MemorySegment STREAM = createStream();

  private Engine() {}

  /**
   * Sets how many threads the calling Java thread's next oneDNN calls use. A primitive must be
   * created and executed under the same number.
   */
  static void threads(int count) {
    try {
      if (count > 1) {
        Team.enter();
      }
      SET_THREADS.invokeExact(count);
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  private static MemorySegment createEngine() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      Status.check((int) CREATE_ENGINE.invokeExact(out, CPU, 0L), "create the CPU engine");
      return out.get(ADDRESS, 0);
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  private static MemorySegment createStream() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      Status.check((int) CREATE_STREAM.invokeExact(out, ENGINE, IN_ORDER), "create the stream");
      return out.get(ADDRESS, 0);
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }
}
