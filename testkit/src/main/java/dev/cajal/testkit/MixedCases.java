package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.backend.Operation;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Epilogue;
import dev.cajal.graph.Mixed;
import dev.cajal.op.AvgPool;
import dev.cajal.op.AvgPoolGrad;
import dev.cajal.op.Conv;
import dev.cajal.op.ConvInputGrad;
import dev.cajal.op.ConvWeightGrad;
import dev.cajal.op.MatMul;
import dev.cajal.op.MaxPool;
import dev.cajal.op.MaxUnpool;
import dev.cajal.op.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Float32 cases of the operations that read much, once more with bfloat16 operands. */
final class MixedCases {

  private MixedCases() {}

  /** Returns the mixed cases of all cases that have one. */
  static List<Case> of(List<Case> cases) {
    return cases.stream().flatMap(MixedCases::of).toList();
  }

  private static Stream<Case> of(Case plain) {
    boolean single = plain.inputTypes().stream().noneMatch(t -> t.dtype() == DType.FLOAT64);
    return single
        ? switch (plain.operation()) {
          case Conv c -> both(plain);
          case ConvInputGrad g -> both(plain);
          case MatMul m -> both(plain);
          case Epilogue e -> both(plain);
          case MaxUnpool u -> both(plain);
          case MaxPool p -> Stream.of(mixed(plain, DType.BFLOAT16));
          case AvgPool p -> Stream.of(mixed(plain, DType.BFLOAT16));
          case AvgPoolGrad g -> Stream.of(mixed(plain, DType.BFLOAT16));
          case ConvWeightGrad g -> Stream.of(mixed(plain, DType.FLOAT32));
          case Moments m -> Stream.of(mixed(plain, DType.FLOAT32));
          default -> Stream.of();
        }
        : Stream.of();
  }

  private static Stream<Case> both(Case plain) {
    return Stream.of(mixed(plain, DType.BFLOAT16), mixed(plain, DType.FLOAT32));
  }

  private static Case mixed(Case plain, DType result) {
    Operation operation = plain.operation();
    List<Operand> operands = new ArrayList<>();
    for (Operand operand : plain.operands()) {
      // A bias stays as it is: it is small, and belongs to the sum.
      boolean bias = operation instanceof Epilogue && operands.size() == 2;
      operands.add(
          bias ? operand : new Operand(stored(operand.type(), DType.BFLOAT16), operand.values()));
    }
    List<DType> results =
        operation.infer(plain.inputTypes()).stream().map(t -> stored(t, result).dtype()).toList();
    String label = plain.label() + ", bfloat16 to " + result;
    return new Case(label, new Mixed(operation, results), operands, plain.tolerance(), 0);
  }

  private static TensorType stored(TensorType type, DType dtype) {
    return type.dtype() == DType.FLOAT32 ? type.with(dtype) : type;
  }
}
