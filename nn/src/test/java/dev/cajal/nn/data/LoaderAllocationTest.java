package dev.cajal.nn.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Shape;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class LoaderAllocationTest {
  private static final int EPOCHS = 2_000;

  @Test
  void aRunningLoaderAllocatesNothing() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Dataset data = new Samples(64, Shape.of(1, 4, 4));
    long self = Thread.currentThread().threadId();
    try (Loader loader = new Loader(data, LoaderOptions.ofBatch(8).shuffled(1).threads(0))) {
      run(loader);
      long before = threads.getThreadAllocatedBytes(self);
      run(loader);
      long perBatch = (threads.getThreadAllocatedBytes(self) - before) / (EPOCHS * 8L);
      assertThat(perBatch).isZero();
    }
  }

  private static void run(Loader loader) {
    for (int i = 0; i < EPOCHS * 8; i++) {
      loader.next();
    }
  }
}
