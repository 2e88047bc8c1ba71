package dev.cajal.testkit;

import dev.cajal.backend.Operation;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Epilogue;
import dev.cajal.op.Conv;
import dev.cajal.op.MatMul;
import dev.cajal.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Convolutions and matrix products with bias and rectifier. */
final class EpilogueCases {
  private static final Values VALUES = Values.uniform(-1, 1);

  private EpilogueCases() {}

  static List<Case> all(RandomGenerator random) {
    List<Case> cases = new ArrayList<>();
    long n = random.nextLong(2, 40);
    Window flat = Window.of(2);
    add(cases, new MatMul(false, true), new long[] {n, 20}, new long[] {10, 20});
    add(cases, new MatMul(false, false), new long[] {3, n}, new long[] {n, 33});
    add(cases, new MatMul(false, true), new long[] {1, 5}, new long[] {1, 5});
    add(cases, new Conv(flat), new long[] {2, 1, 12, 12}, new long[] {6, 1, 5, 5});
    add(cases, new Conv(flat.padding(1)), new long[] {2, 17, 5, 6}, new long[] {20, 17, 3, 3});
    add(
        cases,
        new Conv(flat.stride(2).groups(2)),
        new long[] {1, 32, 5, 5},
        new long[] {32, 16, 3, 3});
    add(cases, new Conv(flat.padding(1)), new long[] {0, 3, 5, 5}, new long[] {4, 3, 3, 3});
    return cases;
  }

  private static void add(List<Case> cases, Operation contraction, long[] x, long[] w) {
    List<TensorType> types = List.of(TensorType.float32(x), TensorType.float32(w));
    TensorType y = contraction.infer(types).getFirst();
    Operand left = Operand.of(VALUES, x);
    Operand right = Operand.of(VALUES, w);
    Operand bias = Operand.of(VALUES, y.shape().dim(1));
    long length = types.get(1).shape().count();
    String label = types.get(0) + " " + types.get(1);
    Tolerance tolerance = Tolerance.sum(length);
    cases.add(
        Case.of(label, new Epilogue(contraction, true, 1, false), left, right, bias)
            .within(tolerance));
    cases.add(
        Case.of(label, new Epilogue(contraction, true, 1, true), left, right, bias)
            .within(tolerance));
    cases.add(
        Case.of(label, new Epilogue(contraction, false, 1, true), left, right).within(tolerance));
  }
}
