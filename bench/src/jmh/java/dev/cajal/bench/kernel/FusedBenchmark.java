package dev.cajal.bench.kernel;

import dev.cajal.backend.DType;
import dev.cajal.backend.Operation;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Fused;
import dev.cajal.op.Add;
import dev.cajal.op.Mul;
import dev.cajal.op.Relu;
import dev.cajal.op.Sub;
import dev.cajal.tensor.Elementwise;
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
 * Fused elementwise programs over 16 Mi floats, far beyond the caches, so that bytes a second is
 * what counts: relu(a·x + b) moves 128 MiB, the momentum update 320 MiB, the sum 64 MiB.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FusedBenchmark {
  private static final Shape DOMAIN = Shape.of(1 << 24);
  private static final TensorType FULL = new TensorType(DType.FLOAT32, DOMAIN);
  private static final TensorType SCALAR = TensorType.float32(1);

  private Bound affineRelu;
  private Bound momentumUpdate;
  private Bound sum;

  /** Makes the kernels. */
  @Setup
  public void prepare() {
    affineRelu = Bound.rowMajor(affineReluProgram(), SCALAR, FULL, SCALAR);
    momentumUpdate =
        Bound.rowMajor(momentumProgram(), FULL, FULL, FULL, SCALAR).inPlace(0, 0).inPlace(1, 2);
    sum = Bound.rowMajor(sumProgram(), FULL);
  }

  /** relu(a·x + b), with a and b of one element in memory. */
  @Benchmark
  public void affineRelu() {
    affineRelu.run();
  }

  /** b ← 0.9 b + g, w ← w − η b, in place, with η in memory as schedules need it. */
  @Benchmark
  public void momentumUpdate() {
    momentumUpdate.run();
  }

  /** The sum of all elements. */
  @Benchmark
  public void sum() {
    sum.run();
  }

  // Values are numbered: operands first, then constants, then the result of each instruction.

  private static Operation affineReluProgram() {
    return new Fused(
        DOMAIN,
        3,
        List.of(),
        List.of(compute(new Mul(), 0, 1), compute(new Add(), 3, 2), compute(new Relu(), 4)),
        List.of(stored(5)));
  }

  private static Operation momentumProgram() {
    return new Fused(
        DOMAIN,
        4,
        List.of(0.9),
        List.of(
            compute(new Mul(), 2, 4),
            compute(new Add(), 5, 1),
            compute(new Mul(), 3, 6),
            compute(new Sub(), 0, 7)),
        List.of(stored(8), stored(6)));
  }

  private static Operation sumProgram() {
    return new Fused(
        DOMAIN,
        1,
        List.of(),
        List.of(),
        List.of(new Fused.Result(0, Fused.Fold.SUM, List.of(0), DType.FLOAT32)));
  }

  private static Fused.Instruction compute(Elementwise op, Integer... arguments) {
    return new Fused.Instruction(op, List.of(arguments), DType.FLOAT32);
  }

  private static Fused.Result stored(int value) {
    return new Fused.Result(value, Fused.Fold.NONE, List.of(), DType.FLOAT32);
  }
}
