package dev.cajal.cpu.vector;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.cajal.backend.Choice;
import dev.cajal.backend.DType;
import dev.cajal.backend.Kernel;
import dev.cajal.backend.Request;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Fused;
import dev.cajal.graph.Fused.Fold;
import dev.cajal.tensor.Elementwise;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * Fused programs over few elements that compute with integers, such as counters, one element after
 * the other in double precision, as the reference does but without garbage.
 */
final class CpuScalars implements Kernel {
  /** Above this the reference is not the larger part of the cost. */
  private static final long MOST = 4096;

  private final Fused fused;
  private final Elementwise[] ops;
  private final int[][] args;
  private final DType[] dtypes;
  private final DType[] operands;
  private final long[] steps;
  private final double[] values;

  private CpuScalars(Fused fused, List<TensorType> types) {
    this.fused = fused;
    this.ops = fused.body().stream().map(Fused.Instruction::op).toArray(Elementwise[]::new);
    this.args =
        fused.body().stream()
            .map(i -> i.args().stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    this.dtypes = fused.body().stream().map(Fused.Instruction::dtype).toArray(DType[]::new);
    this.operands = types.stream().map(TensorType::dtype).toArray(DType[]::new);
    this.steps = types.stream().mapToLong(t -> t.shape().equals(fused.domain()) ? 1 : 0).toArray();
    this.values = new double[operands.length + fused.constants().size() + ops.length];
    for (int c = 0; c < fused.constants().size(); c++) {
      values[operands.length + c] = fused.constants().get(c);
    }
  }

  /** Returns the kernel for a program whose operands are single numbers or of full size. */
  static Optional<Choice> choose(Request request, Fused fused) {
    boolean fits =
        fused.domain().count() <= MOST
            && request.inputs().stream()
                .allMatch(t ->
                    isHeld(t.dtype())
                        && (t.shape().count() == 1 || t.shape().equals(fused.domain())))
            && fused.body().stream().allMatch(i -> isHeld(i.dtype()))
            && fused.results().stream().allMatch(r -> r.fold() == Fold.NONE && isHeld(r.dtype()));
    return fits
        ? Optional.of(Choice.rowMajor(request, new CpuScalars(fused, request.inputs())))
        : Optional.empty();
  }

  private static boolean isHeld(DType dtype) {
    return dtype != DType.FLOAT64 && dtype != DType.BFLOAT16;
  }

  @Override
  public String name() {
    return "scalar:fused";
  }

  @Override
  public boolean mayOverwrite(int output, int input) {
    return fused.results().size() == 1 && steps[input] == 1;
  }

  @Override
  public void run(MemorySegment[] inputs, MemorySegment[] outputs, MemorySegment scratch) {
    int first = values.length - ops.length;
    long count = fused.domain().count();
    for (long i = 0; i < count; i++) {
      for (int k = 0; k < operands.length; k++) {
        values[k] = get(inputs[k], operands[k], i * steps[k]);
      }
      for (int s = 0; s < ops.length; s++) {
        int[] a = args[s];
        double y = a.length > 1 ? values[a[1]] : 0;
        double z = a.length > 2 ? values[a[2]] : 0;
        values[first + s] = rounded(ops[s].compute(values[a[0]], y, z), dtypes[s]);
      }
      for (int r = 0; r < outputs.length; r++) {
        Fused.Result result = fused.results().get(r);
        set(outputs[r], result.dtype(), i, values[result.value()]);
      }
    }
  }

  private static double rounded(double value, DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> (float) value;
      case BOOL -> value != 0 ? 1 : 0;
      case INT32, INT64, UINT8 -> (double) (long) value;
      case FLOAT64, BFLOAT16 -> value;
    };
  }

  private static double get(MemorySegment memory, DType dtype, long i) {
    return switch (dtype) {
      case FLOAT32 -> memory.getAtIndex(JAVA_FLOAT, i);
      case INT32 -> memory.getAtIndex(JAVA_INT, i);
      case INT64 -> (double) memory.getAtIndex(JAVA_LONG, i);
      case UINT8, BOOL -> memory.get(JAVA_BYTE, i) & 0xff;
      case FLOAT64, BFLOAT16 -> throw new IllegalArgumentException("no access to " + dtype);
    };
  }

  private static void set(MemorySegment memory, DType dtype, long i, double value) {
    switch (dtype) {
      case FLOAT32 -> memory.setAtIndex(JAVA_FLOAT, i, (float) value);
      case INT32 -> memory.setAtIndex(JAVA_INT, i, (int) value);
      case INT64 -> memory.setAtIndex(JAVA_LONG, i, (long) value);
      case UINT8 -> memory.set(JAVA_BYTE, i, (byte) (int) value);
      case BOOL -> memory.set(JAVA_BYTE, i, (byte) (value != 0 ? 1 : 0));
      case FLOAT64, BFLOAT16 -> throw new IllegalArgumentException("no access to " + dtype);
    }
  }
}
