package dev.cajal.cpu.team;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The threads that compute, the calling one included. With oneDNN loaded they are the team of its
 * OpenMP runtime: a fork and join costs a microsecond, and Java loops never run beside a primitive
 * that wants the same cores. Else they are Java threads.
 *
 * <p>The number of threads is the system property {@code cajal.cpu.threads}, else the environment
 * variable {@code OMP_NUM_THREADS}, else the number of processors.
 */
public final class Team {
  private static final int SIZE = configuredSize();
  private static final AtomicBoolean BUSY = new AtomicBoolean();
  private static final Crew CREW = crew();

  private Team() {}

  /** Work in numbered parts that do not depend on each other. */
  @FunctionalInterface
  public interface Task {
    /** Does part {@code part} of {@code parts}. */
    void run(int part, int parts);
  }

  /** A way of running tasks on several threads; called by one thread at a time. */
  interface Crew {
    /** Runs every part and returns when all are done. */
    void run(int parts, Task task);

    /** Prepares for the calling thread to be the first of the team. */
    default void enter() {}

    String describe();
  }

  /** Returns the number of threads, at least 1. */
  public static int size() {
    return SIZE;
  }

  /** Returns the number of threads for a kernel that may use at most {@code limit}. */
  public static int size(int limit) {
    return Math.min(SIZE, limit);
  }

  /**
   * Runs parts 0 to {@code parts - 1} and returns when all are done. What a part computes must not
   * depend on the thread that runs it: when the team is busy, the caller runs all parts itself.
   *
   * @throws RuntimeException what a part threw
   */
  public static void run(int parts, Task task) {
    if (parts > 1 && SIZE > 1 && BUSY.compareAndSet(false, true)) {
      try {
        CREW.enter();
        CREW.run(parts, task);
      } finally {
        BUSY.set(false);
      }
    } else {
      for (int part = 0; part < parts; part++) {
        task.run(part, parts);
      }
    }
  }

  /** Prepares for the calling thread to execute a primitive on several threads. */
  public static void enter() {
    if (SIZE > 1 && BUSY.compareAndSet(false, true)) {
      try {
        CREW.enter();
      } finally {
        BUSY.set(false);
      }
    }
  }

  /** Returns one line for {@code cajal doctor}. */
  public static String describe() {
    return SIZE == 1 ? "1 thread" : SIZE + " " + CREW.describe();
  }

  private static Crew crew() {
    return SIZE > 1 && OpenMpCrew.isPossible() ? new OpenMpCrew(SIZE) : new JavaCrew(SIZE);
  }

  private static int configuredSize() {
    int processors = Runtime.getRuntime().availableProcessors();
    return sizeFrom(
        System.getProperty("cajal.cpu.threads"), System.getenv("OMP_NUM_THREADS"), processors);
  }

  /** The first of the two settings that is a positive number, else the number of processors. */
  static int sizeFrom(@Nullable String property, @Nullable String variable, int processors) {
    for (String setting : new String[] {property, variable}) {
      if (setting != null && setting.matches("[1-9][0-9]{0,3}")) {
        return Integer.parseInt(setting);
      }
    }
    return processors;
  }
}
