package dev.cajal.bench.kernel;

import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.tensor.Assignment;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
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

/**
 * The replay of a plan whose arithmetic is next to nothing, so that what is timed is the cost of
 * calling kernels, checking the guard and committing the update.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepBenchmark {
  private Step training;
  private Step inference;

  /** Compiles both steps. */
  @Setup
  public void prepare() {
    Variable x = new Variable("x", TensorType.float32(1, 4));
    Variable w = new Variable("w", TensorType.float32(4, 4));
    x.fill(0.5);
    w.fill(0.1);
    Tensor y = x.tensor().matmul(w.tensor()).relu();
    Tensor loss = y.sub(1).square().sum();
    Tensor next = w.tensor().sub(Gradients.of(loss, List.of(w)).get(w).mul(0.01));
    training = Step.compile(List.of(loss), List.of(loss), List.of(new Assignment(w, next)));
    inference = Step.compile(y);
  }

  /** Forward, loss, backward, update. */
  @Benchmark
  public void training() {
    training.run();
  }

  /** Forward alone. */
  @Benchmark
  public void inference() {
    inference.run();
  }
}
