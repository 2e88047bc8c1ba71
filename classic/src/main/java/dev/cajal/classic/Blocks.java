package dev.cajal.classic;

import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Function;

/** Computes over the rows of a table a block at a time, with one plan. */
final class Blocks {
  private static final long BYTES = 16 << 20;

  private Blocks() {}

  /** Takes the results of a block of rows, of which only the first {@code count} are meant. */
  @FunctionalInterface
  interface Sink {
    void accept(int first, int count, Step step);
  }

  /**
   * Runs a computation for each block.
   *
   * @param features [n, d]
   * @param rows in a block
   * @param results of a block [rows, d]
   */
  static void each(Tensor features, int rows, Function<Tensor, List<Tensor>> results, Sink sink) {
    int n = Math.toIntExact(features.dim(0));
    int block = Math.min(n, rows);
    Variable input = variable("block", features, block);
    Step step = Step.compile(results.apply(input.tensor()), List.of(), List.of());
    for (int first = 0; first < n; first += block) {
      int count = Math.min(block, n - first);
      load(features, first, count, input);
      step.run();
      sink.accept(first, count, step);
    }
  }

  static Variable variable(String name, Tensor features, int rows) {
    TensorType type = features.type().with(Shape.of(rows, features.dim(1)));
    return new Variable(name, type);
  }

  /** Copies rows into a variable; what it holds beyond them stays as it was. */
  static void load(Tensor features, int first, int count, Variable target) {
    long row = features.dim(1) * features.dtype().bytes();
    MemorySegment part = features.values().asSlice(first * row, count * row);
    if (count == target.type().shape().dim(0)) {
      target.set(part);
      return;
    }
    MemorySegment whole = MemorySegment.ofArray(new byte[Math.toIntExact(target.type().bytes())]);
    MemorySegment.copy(part, 0, whole, 0, part.byteSize());
    target.set(whole);
  }

  /** Returns how many rows of a number of values each make up about 16 MiB of float32. */
  static int rowsOf(long values) {
    return Math.clamp(BYTES / Float.BYTES / Math.max(1, values), 1, 1 << 16);
  }

  /** Throws unless rows have the features that were learnt from. */
  static void check(String learner, Tensor features, TensorType learnt) {
    if (features.rank() != 2
        || features.dim(1) != learnt.shape().dim(-1)
        || features.dtype() != learnt.dtype()) {
      throw new ShapeException(
              "features are %s, fitted on %s[n, %d]; prepare both alike"
                  .formatted(features.type(), learnt.dtype(), learnt.shape().dim(-1)))
          .at(learner, "");
    }
  }
}
