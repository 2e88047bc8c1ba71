package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Layout;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Fused;
import dev.cajal.graph.Fused.Fold;
import dev.cajal.graph.Fused.Instruction;
import dev.cajal.op.Moments;
import dev.cajal.op.Mul;
import dev.cajal.op.Sub;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * Mean and variance as two fused programs: the sum, then the sum of squared distances from the
 * mean.
 */
final class CpuMoments implements Kernel {
  private final Kernel sum;
  private final Kernel squares;
  private final long count;
  private final double n;
  private final MemorySegment[] centred = {MemorySegment.NULL, MemorySegment.NULL};
  private final MemorySegment[] one = {MemorySegment.NULL};

  private CpuMoments(Kernel sum, Kernel squares, long count, double n) {
    this.sum = sum;
    this.squares = squares;
    this.count = count;
    this.n = n;
  }

  static Optional<Choice> choose(Request request, Moments moments, Loops loops) {
    TensorType x = request.inputs().getFirst();
    TensorType kept = request.outputs().getFirst();
    boolean held = x.dtype() == DType.FLOAT32 || x.dtype() == DType.BFLOAT16;
    if (!held
        || kept.dtype() != DType.FLOAT32
        || x.shape().count() == 0
        || kept.shape().equals(x.shape())) {
      return Optional.empty();
    }
    Fused.Result total = new Fused.Result(0, Fold.SUM, moments.axes(), kept.dtype());
    Fused sum = new Fused(x.shape(), 1, List.of(), List.of(), List.of(total));
    Fused squares =
        new Fused(
            x.shape(),
            2,
            List.of(),
            List.of(
                new Instruction(new Sub(), List.of(0, 1), kept.dtype()),
                new Instruction(new Mul(), List.of(2, 2), kept.dtype())),
            List.of(new Fused.Result(3, Fold.SUM, moments.axes(), kept.dtype())));
    Choice first = fused(sum, List.of(x), request.given(), loops, request.threads());
    Layout layout = first.inputs().getFirst();
    Choice second =
        fused(
            squares,
            List.of(x, kept),
            List.of(Optional.of(layout), Optional.empty()),
            loops,
            request.threads());
    double n = (double) x.shape().count() / kept.shape().count();
    Layout dense = Layout.rowMajor(kept.shape());
    return Optional.of(
        new Choice(
            new CpuMoments(first.kernel(), second.kernel(), kept.shape().count(), n),
            List.of(layout),
            List.of(dense, dense)));
  }

  private static Choice fused(
      Fused fused, List<TensorType> types, List<Optional<Layout>> given, Loops loops, int threads) {
    List<TensorType> outputs = fused.infer(types);
    Request request =
        new Request(fused, types, outputs, given, List.of(Optional.<Layout>empty()), threads);
    return CpuFused.choose(request, fused, loops).orElseThrow();
  }

  @Override
  public String name() {
    return sum.name() + "-moments";
  }

  @Override
  public long scratchBytes() {
    return Math.max(sum.scratchBytes(), squares.scratchBytes());
  }

  @Override
  public void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment scratch) {
    one[0] = outputs[0];
    sum.run(inputs, one, scratch);
    divide(outputs[0]);
    centred[0] = inputs[0];
    centred[1] = outputs[0];
    one[0] = outputs[1];
    squares.run(centred, one, scratch);
    divide(outputs[1]);
  }

  private void divide(MemorySegment sums) {
    for (long i = 0; i < count; i++) {
      sums.setAtIndex(JAVA_FLOAT, i, (float) (sums.getAtIndex(JAVA_FLOAT, i) / n));
    }
  }
}
