package dev.cajal.bench.kernel;

import dev.cajal.backend.TensorType;
import dev.cajal.op.MaxPool;
import dev.cajal.op.Window;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Max pooling with its switches. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MaxPoolBenchmark {
  private Bound lenet;
  private Bound alexnet;

  /** Makes the kernels. */
  @Setup
  public void prepare() {
    lenet =
        Bound.rowMajor(
            new MaxPool(List.of(2, 2), Window.of(2).stride(2)), TensorType.float32(32, 6, 28, 28));
    alexnet =
        Bound.rowMajor(
            new MaxPool(List.of(3, 3), Window.of(2).stride(2)), TensorType.float32(16, 64, 55, 55));
  }

  /** LeNet-5, the first pool, batch 32: 2×2, no overlap. */
  @Benchmark
  public void lenet() {
    lenet.run();
  }

  /** AlexNet, the first pool, batch 16: 3×3 at stride 2, overlapping. */
  @Benchmark
  public void alexnet() {
    alexnet.run();
  }
}
