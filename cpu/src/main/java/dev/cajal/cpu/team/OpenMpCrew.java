package dev.cajal.cpu.team;

import dev.cajal.cpu.natives.Library;
import dev.cajal.cpu.natives.Native;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the OpenMP runtime that oneDNN uses. A parallel region calls back into Java on
 * each of them; the runtime keeps them spinning for a moment afterwards, so the next region, or the
 * next primitive, starts at once.
 */
final class OpenMpCrew implements Team.Crew {
  private static final String FORK = "GOMP_parallel";

  private final int size;
  private final @Nullable Pinning pinning;
  private final MemorySegment body = body();
  private volatile @Nullable Thread master;
  private volatile Team.@Nullable Task task;
  private volatile int parts;
  private volatile @Nullable Throwable failure;

  OpenMpCrew(int size) {
    this.size = size;
    this.pinning = Pinning.of(size);
  }

  static boolean isPossible() {
    return Library.isLoaded() && Library.symbols().find(FORK).isPresent();
  }

  @Override
  public void enter() {
    Pinning pins = pinning;
    if (pins == null) {
      return;
    }
    if (master != Thread.currentThread()) {
      // The runtime keeps a set of workers for each thread that forks.
      master = Thread.currentThread();
      run(size, pins::pin);
    }
    pins.leaveWorkersAlone();
  }

  @Override
  public void run(int count, Team.Task work) {
    task = work;
    parts = count;
    try {
      Functions.PARALLEL.invokeExact(body, MemorySegment.NULL, Math.min(size, count), 0);
    } catch (Throwable e) {
      throw Native.failure(e);
    } finally {
      task = null;
    }
    Throwable thrown = failure;
    failure = null;
    Failures.rethrow(thrown);
  }

  /** What each thread of a region runs; an exception must not reach the native frames. */
  void onThread(MemorySegment unused) {
    try {
      int step = (int) Functions.THREADS.invokeExact();
      Team.Task work = task;
      int count = parts;
      for (int part = (int) Functions.NUMBER.invokeExact(); part < count; part += step) {
        if (work != null) {
          work.run(part, count);
        }
      }
    } catch (Throwable e) {
      failure = e;
    }
  }

  @Override
  public String describe() {
    return "OpenMP threads" + (pinning == null ? "" : ", one on each processor");
  }

  private MemorySegment body() {
    try {
      MethodHandle onThread =
          MethodHandles.lookup()
              .bind(this, "onThread", MethodType.methodType(void.class, MemorySegment.class));
      return Native.callback(onThread, "v p");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The functions of the runtime; apart, so that this class loads where there are none. */
  private static final class Functions {
    static final MethodHandle PARALLEL = Native.function(FORK, "v ppii");
    static final MethodHandle NUMBER = Native.quickFunction("omp_get_thread_num", "i");
    static final MethodHandle THREADS = Native.quickFunction("omp_get_num_threads", "i");
  }
}
