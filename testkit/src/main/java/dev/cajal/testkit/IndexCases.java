package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.op.AddAlong;
import dev.cajal.op.ArgMax;
import dev.cajal.op.Gather;
import dev.cajal.op.ScatterAdd;
import dev.cajal.op.Sort;
import dev.cajal.op.TakeAlong;
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

    along(cases, n);
    sorts(cases, n);
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

  /** Indices of the shape of what they pick, for each element its own. */
  private static void along(List<Case> cases, long n) {
    for (DType dtype : List.of(DType.INT32, DType.INT64, DType.UINT8)) {
      along(cases, "rows by " + dtype, 0, Shape.of(n, 4), Operand.of(dtype, Values.below(n), 3, 4));
    }
    Operand inner = Operand.of(DType.INT64, Values.below(n), 2, 5, 3);
    along(cases, "inner axis", 1, Shape.of(2, n, 3), inner);
    along(cases, "smaller indices", 1, Shape.of(4, n, 6), inner);
    along(cases, "no indices", 0, Shape.of(n, 2), Operand.of(DType.INT64, Values.below(n), 0, 2));
    along(cases, "one", 1, Shape.of(1, 1), Operand.of(DType.INT64, Values.below(1), 1, 1));
  }

  private static void along(
      List<Case> cases, String label, int axis, Shape shape, Operand indices) {
    Values numbers = Values.uniform(-1, 1);
    Operand x = Operand.of(numbers, shape.toArray());
    Operand g = Operand.of(numbers, indices.type().shape().toArray());
    cases.add(Case.of(label, new TakeAlong(axis), x, indices).derivatives(2));
    cases.add(
        Case.of(label, new AddAlong(axis, shape), g, indices)
            .within(Tolerance.sum(shape.count()))
            .derivatives(2));
  }

  private static void sorts(List<Case> cases, long n) {
    double nan = Double.NaN;
    double low = Double.NEGATIVE_INFINITY;
    for (boolean descending : new boolean[] {false, true}) {
      Sort columns = new Sort(0, descending);
      Sort rows = new Sort(1, descending);
      String order = descending ? ", descending" : "";
      cases.add(
          Case.of("columns" + order, columns, Operand.of(Values.apart(), n, 3)).derivatives(2));
      cases.add(Case.of("inner" + order, rows, Operand.of(Values.apart(), 2, n, 3)).derivatives(2));
      cases.add(Case.of("one" + order, rows, Operand.of(Values.apart(), 3, 1)).derivatives(2));
      cases.add(Case.of("empty" + order, rows, Operand.of(Values.apart(), 3, 0)).derivatives(2));
      cases.add(Case.of("ties" + order, rows, Operand.of(Values.below(3), n, 9)));
      cases.add(
          Case.of("edges" + order, rows, Operand.of(Values.cycle(0, nan, 3, -0.0, low), 4, 7)));
      cases.add(Case.of("int64" + order, rows, Operand.of(DType.INT64, Values.below(50), 4, n)));
    }
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
