package dev.cajal.bench.kernel;

import dev.cajal.backend.TensorType;
import dev.cajal.op.MatMul;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The three products of the first layer of the zoo's mlp, 784 to 512. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatMulBenchmark {
  /** Samples in a batch; 1 is a product of a matrix with a vector. */
  @Param({"1", "32", "128"})
  public int batch;

  private Bound forward;
  private Bound inputGradient;
  private Bound weightGradient;

  /** Makes the kernels. */
  @Setup
  public void prepare() {
    TensorType x = TensorType.float32(batch, 784);
    TensorType w = TensorType.float32(512, 784);
    TensorType y = TensorType.float32(batch, 512);
    forward = Bound.free(new MatMul(false, true), x, w);
    inputGradient = Bound.free(new MatMul(false, false), y, w);
    weightGradient = Bound.free(new MatMul(true, false), y, x);
  }

  /** x·wᵀ. */
  @Benchmark
  public void forward() {
    forward.run();
  }

  /** ȳ·w. */
  @Benchmark
  public void inputGradient() {
    inputGradient.run();
  }

  /** ȳᵀ·x. */
  @Benchmark
  public void weightGradient() {
    weightGradient.run();
  }
}
