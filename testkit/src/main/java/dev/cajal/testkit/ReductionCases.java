package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.op.CumSum;
import dev.cajal.op.LogSoftmax;
import dev.cajal.op.Max;
import dev.cajal.op.Moments;
import dev.cajal.op.Softmax;
import dev.cajal.op.Sum;
import dev.cajal.tensor.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Reductions over every kind of axes, and normalisation along one. */
final class ReductionCases {
  private static final double INF = Double.POSITIVE_INFINITY;

  private final List<Case> cases = new ArrayList<>();
  private final long n;

  private ReductionCases(RandomGenerator random) {
    this.n = random.nextLong(2, 70);
  }

  static List<Case> all(RandomGenerator random) {
    ReductionCases list = new ReductionCases(random);
    list.sums();
    list.runningSums();
    list.maxima();
    list.softmaxes();
    list.moments();
    return list.cases;
  }

  private void sums() {
    sum(List.of(1), 5, n);
    sum(List.of(0), n, 19);
    sum(List.of(0, 1), 3, n);
    sum(List.of(0, 2, 3), 2, 17, 3, 5);
    sum(List.of(1), 2, n, 3);
    sum(List.of(0), 1);
    sum(List.of(0), 0, 3);
    sum(List.of(1), 0, 3);
    sum(List.of(), 2, 3);
    sum(List.of(0), 4099);
    cases.add(
        Case.of("int64", new Sum(List.of(1)), Operand.of(DType.INT64, Values.below(1000), 3, n)));
  }

  private void sum(List<Integer> axes, long... sizes) {
    Operand x = Operand.of(Values.uniform(-1, 1), sizes);
    cases.add(
        Case.of(axes + " of " + x.type(), new Sum(axes), x)
            .within(Tolerance.sum(x.type().shape().count()))
            .derivatives(2));
  }

  private void runningSums() {
    for (boolean reverse : new boolean[] {false, true}) {
      running(0, reverse, n, 3);
      running(1, reverse, 2, n, 3);
      running(1, reverse, 4, 1);
      running(1, reverse, 0, 3);
      cases.add(
          Case.of(
              "int64 " + reverse,
              new CumSum(0, reverse),
              Operand.of(DType.INT64, Values.below(1000), n)));
    }
  }

  private void running(int axis, boolean reverse, long... sizes) {
    Operand x = Operand.of(Values.uniform(-1, 1), sizes);
    cases.add(
        Case.of(axis + " of " + x.type() + " " + reverse, new CumSum(axis, reverse), x)
            .within(Tolerance.sum(n))
            .derivatives(2));
  }

  private void maxima() {
    max(List.of(1), 5, n);
    max(List.of(0), n, 11);
    max(List.of(0, 2, 3), 2, 5, 3, 7);
    max(List.of(0, 1), 1, 1);
    max(List.of(1), 0, 3);
    Max rows = new Max(List.of(1));
    cases.add(Case.of("ties", rows, Operand.of(Values.below(2), 4, 9)));
    double nan = Double.NaN;
    cases.add(Case.of("edges", rows, Operand.of(Values.cycle(1, nan, -INF, 2, INF), 5, 4)));
    cases.add(Case.of("all minus infinity", rows, Operand.of(Values.cycle(-INF), 3, 4)));
  }

  private void max(List<Integer> axes, long... sizes) {
    Operand x = Operand.of(Values.apart(), sizes);
    cases.add(Case.of(axes + " of " + x.type(), new Max(axes), x).derivatives(2));
  }

  private void softmaxes() {
    Values scores = Values.uniform(-5, 5);
    Values huge = Values.uniform(-1e4, 1e4);
    Values holes = Values.cycle(0, -INF, 2, -1, -INF);
    for (boolean log : new boolean[] {false, true}) {
      softmax("rows", log, 1, 10, Operand.of(scores, n, 10));
      softmax("columns", log, 0, 10, Operand.of(scores, 7, n));
      softmax("inner axis", log, 1, 10, Operand.of(scores, 2, n, 3));
      softmax("channels of images", log, 1, 10, Operand.of(scores, 2, 5, 3, 3));
      softmax("one class", log, 1, 10, Operand.of(scores, 4, 1));
      softmax("empty batch", log, 1, 10, Operand.of(scores, 0, 3));
      Op op = log ? new LogSoftmax(1) : new Softmax(1);
      cases.add(
          Case.of("large scores", op, Operand.of(huge, 3, 33))
              .within(Tolerance.relative(16, log ? 1e4 : 1)));
      cases.add(
          Case.of("minus infinity", op, Operand.of(holes, 4, 5)).within(Tolerance.relative(16, 5)));
    }
  }

  private void softmax(String label, boolean log, int axis, double range, Operand x) {
    cases.add(
        Case.of(label + " " + x.type(), log ? new LogSoftmax(axis) : new Softmax(axis), x)
            .within(log ? Tolerance.relative(16, range) : Tolerance.relative(32))
            .derivatives(2));
  }

  private void moments() {
    moments("rows", List.of(1), Values.uniform(-2, 3), 4, n);
    moments("batch norm", List.of(0, 2, 3), Values.uniform(-2, 3), 3, 17, 4, 5);
    moments("batch norm of vectors", List.of(0), Values.uniform(-2, 3), n, 13);
    moments("all", List.of(0, 1), Values.uniform(0, 1), 3, n);
    moments("one element", List.of(0), Values.uniform(0, 1), 1, 3);
    cases.add(
        Case.of(
                "large mean",
                new Moments(List.of(0)),
                Operand.of(Values.uniform(999, 1001), 999, 3))
            .within(Tolerance.relative(200, 0.1)));
  }

  private void moments(String label, List<Integer> axes, Values values, long... sizes) {
    Operand x = Operand.of(values, sizes);
    cases.add(
        Case.of(label + " " + x.type(), new Moments(axes), x)
            .within(Tolerance.relative(8 + 2 * Math.sqrt((double) x.type().shape().count()), 1))
            .derivatives(2));
  }
}
