package dev.cajal.nn.data;

import dev.cajal.backend.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An endless sequence of batches, epoch after epoch, prepared ahead by threads of its own.
 *
 * <p>Which samples a batch holds and what the transforms do to them depends on the seed, the epoch
 * and the sample alone: not on the number of threads, nor on where the sequence was entered. So a
 * run that stops after some batch goes on exactly with {@code seek(batch.epoch(), batch.next())}.
 * Batches are reused, and nothing is allocated once the loader runs.
 *
 * <pre>{@code
 * try (Loader loader = new Loader(train, LoaderOptions.ofBatch(32).shuffled(seed))) {
 *   Batch batch;
 *   do {
 *     batch = loader.next();
 *     step(batch.images(), batch.labels());
 *   } while (!batch.last());
 * }
 * }</pre>
 *
 * <p>One thread may use a loader at a time.
 */
public final class Loader implements AutoCloseable {
  private static final long FREE = -1;

  private final Object lock = new Object();
  private final BatchCursor cursor;
  private final Shape shape;
  private final Batch[] ring;
  private final Thread[] threads;
  private final @Nullable BatchFiller direct;

  // All below is guarded by lock. Batch number n lies in ring[n % ring.length].
  private final long[] ready;
  private long taken;
  private long given;
  private int filling;
  private boolean seeking;
  private boolean closed;
  private @Nullable Throwable failure;

  /**
   * Creates a loader at the beginning of epoch 0 and starts its threads.
   *
   * @throws IllegalArgumentException if the dataset has no samples, not enough for one batch when
   *     the last is dropped, or samples of a shape that the transform refuses
   */
  public Loader(Dataset data, LoaderOptions options) {
    cursor = new BatchCursor(data.size(), options);
    shape = options.transform().on(data.shape()).shape();
    int batch = Math.min(options.batch(), data.size());
    // One batch more than the prefetched: the one that the caller holds.
    ring = new Batch[options.threads() == 0 ? 1 : options.prefetch() + 1];
    Arrays.setAll(ring, i -> new Batch(batch, shape));
    ready = new long[ring.length];
    Arrays.fill(ready, FREE);
    direct = options.threads() == 0 ? new BatchFiller(data, options) : null;
    threads = new Thread[options.threads()];
    for (int i = 0; i < threads.length; i++) {
      BatchFiller filler = new BatchFiller(data, options);
      threads[i] =
          Thread.ofPlatform().daemon().name("cajal-loader-" + i).unstarted(() -> work(filler));
    }
    for (Thread thread : threads) {
      thread.start();
    }
  }

  /** Returns the shape of one sample after the transform. */
  public Shape shape() {
    return shape;
  }

  /** Returns the number of batches in a whole epoch. */
  public int batches() {
    return cursor.batches();
  }

  /**
   * Goes to a place in the sequence.
   *
   * @param epoch counted from 0
   * @param sample how many samples of that epoch have been used already; all of them means the
   *     beginning of the next epoch
   * @throws IllegalArgumentException if there is no such place
   */
  public void seek(int epoch, int sample) {
    synchronized (lock) {
      seeking = true;
      try {
        while (filling > 0) {
          await();
        }
      } finally {
        seeking = false;
      }
      cursor.seek(epoch, sample);
      Arrays.fill(ready, FREE);
      taken = 0;
      given = 0;
      lock.notifyAll();
    }
  }

  /**
   * Returns the next batch; the one before it must not be used any longer.
   *
   * @throws IllegalStateException if the loader is closed, or reading a sample failed
   */
  public Batch next() {
    synchronized (lock) {
      checkUsable();
      int slot = (int) (given % ring.length);
      if (direct != null) {
        cursor.take(ring[slot]);
        direct.fill(ring[slot]);
        return ring[slot];
      }
      given++;
      lock.notifyAll();
      while (ready[slot] != given - 1) {
        await();
        checkUsable();
      }
      return ring[slot];
    }
  }

  /** Stops the threads. Batches that were handed out stay readable. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(BatchFiller filler) {
    try {
      for (long number = take(); number >= 0; number = take()) {
        filler.fill(ring[(int) (number % ring.length)]);
        put(number);
      }
    } catch (RuntimeException | Error e) {
      synchronized (lock) {
        failure = e;
        filling--;
        lock.notifyAll();
      }
    }
  }

  /** Claims a batch and describes its content; a negative number says to stop. */
  private long take() {
    synchronized (lock) {
      // The batch given last is still in use, hence one slot less than the ring has.
      while (!closed && (seeking || taken >= Math.max(0, given - 1) + ring.length)) {
        await();
      }
      if (closed) {
        return FREE;
      }
      long number = taken++;
      int slot = (int) (number % ring.length);
      ready[slot] = FREE;
      cursor.take(ring[slot]);
      filling++;
      return number;
    }
  }

  private void put(long number) {
    synchronized (lock) {
      ready[(int) (number % ring.length)] = number;
      filling--;
      lock.notifyAll();
    }
  }

  private void checkUsable() {
    if (failure != null) {
      throw new IllegalStateException("reading a sample failed: " + failure.getMessage(), failure);
    }
    if (closed) {
      throw new IllegalStateException("the loader is closed");
    }
  }

  // Every caller waits for its condition in a loop.
  @SuppressWarnings("WaitNotInLoop")
  private void await() {
    try {
      lock.wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a batch", e);
    }
  }
}
