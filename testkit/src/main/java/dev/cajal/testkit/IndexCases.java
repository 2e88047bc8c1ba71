package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.op.ArgMax;
import dev.cajal.op.Gather;
import dev.cajal.op.ScatterAdd;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Operations that read or give indices. */
final class IndexCases {

  private IndexCases() {}

  static List<Case> all(RandomGenerator random) {
    List<Case> cases = new ArrayList<>();
    long n = random.nextLong(2, 40);
    Values numbers = Values.uniform(-1, 1);
    for (DType dtype : List.of(DType.INT32, DType.INT64, DType.UINT8)) {
      Operand vector = Operand.of(dtype, Values.below(n), 5);
      Operand matrix = Operand.of(dtype, Values.below(n), 2, 3);
      cases.add(gather("rows by " + dtype, 0, vector, n, 7));
      cases.add(gather("inner axis by " + dtype, 1, matrix, 3, n, 2));
      cases.add(scatter("rows by " + dtype, 0, Shape.of(n, 4), vector, 5, 4));
      cases.add(scatter("inner axis by " + dtype, 1, Shape.of(2, n), matrix, 2, 2, 3));
    }
    Operand none = Operand.of(DType.INT64, Values.below(n), 0);
    cases.add(gather("no indices", 0, none, n, 2));
    cases.add(scatter("no indices", 0, Shape.of(n, 2), none, 0, 2));
    cases.add(
        Case.of(
            "int64 labels",
            new Gather(0),
            Operand.of(DType.INT64, Values.below(1000), n),
            Operand.of(DType.INT64, Values.below(n), 6)));

    double nan = Double.NaN;
    cases.add(Case.of("rows", new ArgMax(1), Operand.of(numbers, n, 10)));
    cases.add(Case.of("columns", new ArgMax(0), Operand.of(numbers, 7, n)));
    cases.add(Case.of("inner axis", new ArgMax(1), Operand.of(numbers, 2, n, 3)));
    cases.add(Case.of("ties", new ArgMax(1), Operand.of(Values.below(3), n, 9)));
    cases.add(Case.of("edges", new ArgMax(1), Operand.of(Values.cycle(1, nan, 3, -1, 2), 5, 4)));
    double low = Double.NEGATIVE_INFINITY;
    cases.add(Case.of("all minus infinity", new ArgMax(0), Operand.of(Values.cycle(low), 3)));
    cases.add(Case.of("empty batch", new ArgMax(1), Operand.of(numbers, 0, 3)));
    cases.add(Case.of("int64", new ArgMax(1), Operand.of(DType.INT64, Values.below(50), 4, n)));
    return cases;
  }

  private static Case gather(String label, int axis, Operand indices, long... sizes) {
    Operand x = Operand.of(Values.uniform(-1, 1), sizes);
    return Case.of(label, new Gather(axis), x, indices).derivatives(2);
  }

  private static Case scatter(String label, int axis, Shape shape, Operand indices, long... sizes) {
    Operand g = Operand.of(Values.uniform(-1, 1), sizes);
    return Case.of(label, new ScatterAdd(axis, shape), g, indices)
        .within(Tolerance.sum(g.type().shape().count()))
        .derivatives(2);
  }
}
