package dev.cajal.cpu;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads that share Java's parallel loops with the thread that calls. There is one set for the
 * process; between loops they are parked, so that they never take a core from oneDNN's threads. If
 * two callers come at once, the second runs its parts by itself. The system property {@code
 * cajal.threads} sets the number of threads, the caller included.
 */
public final class Workers {
  private static final int COUNT =
      Math.max(
          1, Integer.getInteger("cajal.threads", Runtime.getRuntime().availableProcessors()));
  private static final int FIELD = 20;
  private static final long MASK = (1L << FIELD) - 1;

  /** Who may hand out parts. */
  private static final AtomicBoolean BUSY = new AtomicBoolean();

  /** Run number, number of parts and next part in one word, so that a claim is one exchange. */
  private static final AtomicLong TICKET = new AtomicLong();

  private static final AtomicInteger LEFT = new AtomicInteger();
  private static final Thread[] HELPERS = new Thread[COUNT - 1];
  private static volatile @Nullable Task task;
  private static volatile @Nullable Thread caller;
  private static volatile @Nullable Throwable failure;

  private Workers() {}

  /** A loop cut into parts; parts may run in any order and at the same time. */
  @FunctionalInterface
  public interface Task {
    /** Runs one part. */
    void run(int part);
  }

  /** Returns the number of threads that loops are spread over, the caller included. */
  public static int threads() {
    return COUNT;
  }

  /** Runs the parts 0 to {@code parts − 1} of a task and returns when all are done. */
  public static void run(int parts, Task work) {
    if (parts > 1 && COUNT > 1 && BUSY.compareAndSet(false, true)) {
      try {
        share(parts, work);
      } finally {
        BUSY.set(false);
      }
    } else {
      for (int part = 0; part < parts; part++) {
        work.run(part);
      }
    }
  }

  private static void share(int parts, Task work) {
    task = work;
    caller = Thread.currentThread();
    failure = null;
    LEFT.set(parts);
    long run = (TICKET.get() >>> 2 * FIELD) + 1;
    TICKET.set(run << 2 * FIELD | (long) parts << FIELD);
    for (int h = 0; h < Math.min(parts - 1, HELPERS.length); h++) {
      LockSupport.unpark(helper(h));
    }
    while (claimAndRun()) {}
    while (LEFT.get() > 0) {
      LockSupport.park(Workers.class);
    }
    task = null;
    caller = null;
    Throwable thrown = failure;
    if (thrown != null) {
      throw new IllegalStateException("a parallel loop failed: " + thrown.getMessage(), thrown);
    }
  }

  /** Runs one part, if one is left. */
  private static boolean claimAndRun() {
    long ticket;
    long part;
    do {
      ticket = TICKET.get();
      part = ticket & MASK;
      if (part >= (ticket >>> FIELD & MASK)) {
        return false;
      }
    } while (!TICKET.compareAndSet(ticket, ticket + 1));
    // The run cannot end before this part has, so its task and caller stay.
    Task work = task;
    Thread waiting = caller;
    try {
      if (work != null) {
        work.run((int) part);
      }
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      if (LEFT.decrementAndGet() == 0) {
        LockSupport.unpark(waiting);
      }
    }
    return true;
  }

  /** Called under {@link #BUSY}. */
  private static Thread helper(int number) {
    Thread helper = HELPERS[number];
    if (helper == null) {
      helper =
          Thread.ofPlatform()
              .daemon()
              .name("cajal-worker-" + (number + 1))
              .start(Workers::help);
      HELPERS[number] = helper;
    }
    return helper;
  }

  private static void help() {
    while (true) {
      if (!claimAndRun()) {
        LockSupport.park(Workers.class);
      }
    }
  }
}
