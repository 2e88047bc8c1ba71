package dev.cajal.cpu.team;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Java threads that sleep while there is nothing to do; for machines without the native team. */
final class JavaCrew implements Team.Crew {
  private final ExecutorService workers;
  private final int helpers;

  JavaCrew(int size) {
    helpers = size - 1;
    AtomicInteger number = new AtomicInteger();
    workers =
        Executors.newFixedThreadPool(
            Math.max(1, helpers),
            task ->
                Thread.ofPlatform()
                    .daemon()
                    .name("cajal-worker-" + number.incrementAndGet())
                    .unstarted(task));
  }

  @Override
  public void run(int parts, Team.Task task) {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    int helping = Math.min(helpers, parts - 1);
    CountDownLatch done = new CountDownLatch(helping);
    for (int i = 0; i < helping; i++) {
      workers.execute(() -> {
        runParts(parts, task, next, failure);
        done.countDown();
      });
    }
    runParts(parts, task, next, failure);
    awaitQuietly(done);
    Failures.rethrow(failure.get());
  }

  private static void runParts(
      int parts, Team.Task task, AtomicInteger next, AtomicReference<@Nullable Throwable> failure) {
    try {
      for (int part; (part = next.getAndIncrement()) < parts; ) {
        task.run(part, parts);
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  /** The parts use memory of the caller, so it may not leave before they are done. */
  private static void awaitQuietly(CountDownLatch done) {
    boolean interrupted = false;
    while (true) {
      try {
        done.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String describe() {
    return "Java threads";
  }
}
