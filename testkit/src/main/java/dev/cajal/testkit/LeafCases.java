package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.op.Fill;
import dev.cajal.op.Iota;
import dev.cajal.op.RandomUniform;
import java.util.ArrayList;
import java.util.List;

/** Operations that make values out of nothing, or out of the random state. */
final class LeafCases {

  private LeafCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (DType dtype : List.of(DType.FLOAT32, DType.INT64, DType.UINT8)) {
      cases.add(Case.of(dtype.toString(), new Fill(dtype, 3)));
      cases.add(Case.of(dtype + " rows", new Iota(new TensorType(dtype, Shape.of(5, 3)), 0)));
      cases.add(Case.of(dtype + " columns", new Iota(new TensorType(dtype, Shape.of(2, 7)), 1)));
    }
    cases.add(Case.of("bool", new Fill(DType.BOOL, 1)));
    for (long count : new long[] {0, 1, 3, 4, 1037}) {
      for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
        RandomUniform uniform = new RandomUniform(dtype, Shape.of(count), 0x1234_5678_9abcL);
        Operand state = Operand.of(DType.INT64, Values.cycle(-7, 3), 2);
        cases.add(Case.of(dtype + " [" + count + "]", uniform, state));
      }
    }
    return cases;
  }
}
