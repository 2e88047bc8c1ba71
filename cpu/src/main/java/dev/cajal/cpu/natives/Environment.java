package dev.cajal.cpu.natives;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;

/** What an OpenMP runtime reads from the process while it loads, and what it leaves behind. */
final class Environment {
  private static final long MASK_BYTES = 128;

  private Environment() {}

  /**
   * Sets how long idle OpenMP threads spin before they sleep, unless the user has decided. Waking a
   * sleeper costs tens of microseconds, so the gaps between the kernels of a small network must be
   * spun through; spinning for milliseconds would take the cores from everything else.
   */
  static void setWaitPolicy(Platform platform) {
    if (platform.isLinux() && System.getenv("OMP_WAIT_POLICY") == null) {
      setVariable("GOMP_SPINCOUNT", "10000");
    } else if (platform.isMac()) {
      setVariable("KMP_BLOCKTIME", "1");
    }
  }

  private static void setVariable(String name, String value) {
    MethodHandle setenv = Native.standardFunction("setenv", "i ppi");
    try (Arena arena = Arena.ofConfined()) {
      int _ = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 0);
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }

  /**
   * Runs an action after which the calling thread may still run on the processors it could run on
   * before; {@code OMP_PROC_BIND} would bind it, and every thread that it starts, to the first.
   */
  static <T> T keepingAffinity(Platform platform, Supplier<T> action) {
    if (!platform.isLinux()) {
      return action.get();
    }
    MethodHandle get = Native.standardFunction("sched_getaffinity", "i ilp");
    MethodHandle set = Native.standardFunction("sched_setaffinity", "i ilp");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(JAVA_BYTE, MASK_BYTES);
      int found = (int) get.invokeExact(0, MASK_BYTES, mask);
      T result = action.get();
      if (found >= 0) {
        int _ = (int) set.invokeExact(0, MASK_BYTES, mask);
      }
      return result;
    } catch (Throwable e) {
      throw Native.failure(e);
    }
  }
}
