package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import dev.cajal.tensor.Elementwise;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.stream.Stream;

/** Exact arithmetic of int64 elements, such as counters, without garbage. */
final class CpuLongs implements Kernel {
  private final Elementwise op;
  private final long count;

  private CpuLongs(Elementwise op, long count) {
    this.op = op;
    this.count = count;
  }

  /** Returns the kernel for an operation between int64 elements. */
  static Optional<Choice> choose(Request request, Elementwise op) {
    boolean fits =
        Stream.concat(request.inputs().stream(), request.outputs().stream())
            .map(TensorType::dtype)
            .allMatch(DType.INT64::equals);
    return fits
        ? Optional.of(
            Choice.rowMajor(
                request, new CpuLongs(op, request.outputs().getFirst().shape().count())))
        : Optional.empty();
  }

  @Override
  public String name() {
    return "scalar:int64";
  }

  @Override
  public boolean mayOverwrite(int output, int input) {
    return true;
  }

  @Override
  public void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment scratch) {
    MemorySegment a = inputs[0];
    MemorySegment b = inputs.length > 1 ? inputs[1] : a;
    MemorySegment c = inputs.length > 2 ? inputs[2] : a;
    MemorySegment to = outputs[0];
    for (long i = 0; i < count; i++) {
      to.setAtIndex(
          JAVA_LONG,
          i,
          op.compute(
              a.getAtIndex(JAVA_LONG, i), b.getAtIndex(JAVA_LONG, i), c.getAtIndex(JAVA_LONG, i)));
    }
  }
}
