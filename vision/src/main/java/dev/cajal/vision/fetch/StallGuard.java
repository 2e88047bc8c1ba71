package dev.cajal.vision.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Closes a stream that gives nothing for too long, so that whoever reads it goes on. */
final class StallGuard implements Closeable {
  private final InputStream stream;
  private final long patience;
  private final Thread watcher;
  private volatile long last = System.nanoTime();
  private volatile boolean stalled;

  StallGuard(InputStream stream, Duration patience) {
    this.stream = stream;
    this.patience = patience.toNanos();
    watcher = Thread.ofVirtual().name("stall guard").start(this::watch);
  }

  /** Says that something came. */
  void alive() {
    last = System.nanoTime();
  }

  boolean stalled() {
    return stalled;
  }

  private void watch() {
    try {
      while (System.nanoTime() - last < patience) {
        Thread.sleep(Duration.ofNanos(Math.max(1_000_000, patience / 10)));
      }
      stalled = true;
      stream.close();
    } catch (InterruptedException | IOException e) {
      // Interrupted when all is read; a stream that fails to close has ended anyway.
      return;
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
