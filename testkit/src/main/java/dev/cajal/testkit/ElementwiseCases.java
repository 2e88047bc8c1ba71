package dev.cajal.testkit;

import dev.cajal.backend.DType;
import dev.cajal.op.Abs;
import dev.cajal.op.Acos;
import dev.cajal.op.Add;
import dev.cajal.op.Asin;
import dev.cajal.op.Atan;
import dev.cajal.op.Cast;
import dev.cajal.op.Cos;
import dev.cajal.op.Div;
import dev.cajal.op.Equal;
import dev.cajal.op.Erf;
import dev.cajal.op.Exp;
import dev.cajal.op.Expm1;
import dev.cajal.op.Floor;
import dev.cajal.op.Less;
import dev.cajal.op.LessOrEqual;
import dev.cajal.op.Log;
import dev.cajal.op.Log1p;
import dev.cajal.op.Maximum;
import dev.cajal.op.Minimum;
import dev.cajal.op.Mul;
import dev.cajal.op.Neg;
import dev.cajal.op.Pow;
import dev.cajal.op.Relu;
import dev.cajal.op.Remainder;
import dev.cajal.op.Sigmoid;
import dev.cajal.op.Sign;
import dev.cajal.op.Sin;
import dev.cajal.op.Sqrt;
import dev.cajal.op.StopGradient;
import dev.cajal.op.Sub;
import dev.cajal.op.Tanh;
import dev.cajal.op.Where;
import dev.cajal.tensor.Elementwise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Elementwise operations over odd shapes, and at the edges of their domains. */
final class ElementwiseCases {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double[] EDGES = {
    0, -0.0, 1, -1, 0.5, -2.5, 1e-3, 3e38, -3e38, 1e-38, INF, -INF, Double.NaN
  };

  private final List<Case> cases = new ArrayList<>();
  private final long[][] shapes;

  private ElementwiseCases(RandomGenerator random) {
    shapes =
        new long[][] {
          {},
          {0, 3},
          {1, 7},
          {5, 1, 3},
          {random.nextLong(1, 9), random.nextLong(1, 20), random.nextLong(1, 6), 3},
          {random.nextLong(60, 300)}
        };
  }

  static List<Case> all(RandomGenerator random) {
    ElementwiseCases list = new ElementwiseCases(random);
    list.unary();
    list.binary();
    list.comparisons();
    list.casts();
    return list.cases;
  }

  private void unary() {
    Values centred = Values.uniform(-6, 6);
    Values kinked = Values.awayFromZero();
    Values positive = Values.uniform(0.05, 8);
    add(new Abs(), Tolerance.EXACT, kinked);
    add(new Neg(), Tolerance.EXACT, centred);
    add(new Sign(), Tolerance.EXACT, kinked);
    add(new Floor(), Tolerance.EXACT, Values.cycle(-2.3, -1.7, -0.4, 0.2, 0.9, 3.6));
    add(new Relu(), Tolerance.EXACT, kinked);
    add(new Exp(), Tolerance.relative(8), centred);
    add(new Expm1(), Tolerance.relative(8), centred);
    add(new Log1p(), Tolerance.relative(8), Values.uniform(-0.9, 8));
    add(new Log(), Tolerance.relative(8, 0.1), positive);
    add(new Sqrt(), Tolerance.ROUNDED, positive);
    add(new Sin(), Tolerance.relative(8, 1), centred);
    add(new Cos(), Tolerance.relative(8, 1), centred);
    add(new Asin(), Tolerance.relative(8), Values.uniform(-0.95, 0.95));
    add(new Acos(), Tolerance.relative(8), Values.uniform(-0.95, 0.95));
    add(new Atan(), Tolerance.relative(8), centred);
    add(new Tanh(), Tolerance.relative(8, 0.01), centred);
    add(new Sigmoid(), Tolerance.relative(8), centred);
    add(new Erf(), Tolerance.relative(8, 0.01), Values.uniform(-3, 3));
    for (Elementwise op : List.of(new Abs(), new Neg(), new Sign(), new Floor(), new Relu())) {
      edges(op, Tolerance.EXACT, EDGES);
    }
    edges(new Sqrt(), Tolerance.ROUNDED, EDGES);
    edges(new Log(), Tolerance.relative(8, 0.1), EDGES);
    edges(new Log1p(), Tolerance.relative(8), EDGES);
    double[] steep = {0, 88.7, 88.8, 1000, -87.3, -104, -1000, 1e-10, INF, -INF, Double.NaN};
    edges(new Exp(), Tolerance.relative(16), steep);
    edges(new Expm1(), Tolerance.relative(8), steep);
    edges(new Sigmoid(), Tolerance.relative(16), steep);
    edges(new Tanh(), Tolerance.relative(8, 0.01), steep);
    edges(new Erf(), Tolerance.relative(8, 0.01), steep);
    cases.add(Case.of("a vector", new StopGradient(), Operand.of(centred, 5)));
    double[] turns = {0, 100, -100, 3.14159, 1.570796, INF, Double.NaN};
    for (Elementwise op : List.of(new Asin(), new Acos(), new Atan())) {
      edges(op, Tolerance.relative(8), EDGES);
    }
    edges(new Sin(), Tolerance.relative(8, 1), turns);
    edges(new Cos(), Tolerance.relative(8, 1), turns);
  }

  private void binary() {
    Values centred = Values.uniform(-4, 4);
    Values nonzero = Values.awayFromZero();
    add(new Add(), Tolerance.ROUNDED, centred, centred);
    add(new Sub(), Tolerance.ROUNDED, centred, centred);
    add(new Mul(), Tolerance.ROUNDED, centred, centred);
    add(new Div(), Tolerance.ROUNDED, centred, nonzero);
    add(new Maximum(), Tolerance.EXACT, centred, Values.apart());
    add(new Minimum(), Tolerance.EXACT, centred, Values.apart());
    add(new Pow(), Tolerance.relative(32), Values.uniform(0.2, 5), Values.uniform(-3, 3));
    add(
        new Remainder(),
        Tolerance.ROUNDED,
        Values.cycle(-7, 5.5, 0.3, 9),
        Values.cycle(2, -1.7, 4));
    for (Elementwise op :
        List.of(
            new Add(),
            new Sub(),
            new Mul(),
            new Div(),
            new Maximum(),
            new Minimum(),
            new Remainder())) {
      pairs(op, Tolerance.ROUNDED, EDGES);
    }
    pairs(new Pow(), Tolerance.relative(32), 0, 1, -1, 0.5, -2, 3, INF, -INF, Double.NaN);
  }

  private void comparisons() {
    Values few = Values.below(3);
    for (Elementwise op : List.of(new Equal(), new Less(), new LessOrEqual())) {
      for (long[] shape : shapes) {
        cases.add(Case.of(label(shape), op, Operand.of(few, shape), Operand.of(few, shape)));
      }
      pairs(op, Tolerance.EXACT, EDGES);
      cases.add(
          Case.of(
              "int64", op, Operand.of(DType.INT64, few, 3, 5), Operand.of(DType.INT64, few, 3, 5)));
    }
    for (long[] shape : shapes) {
      cases.add(
          Case.of(
                  label(shape),
                  new Where(),
                  Operand.of(DType.BOOL, Values.below(2), shape),
                  Operand.of(Values.uniform(-1, 1), shape),
                  Operand.of(Values.uniform(-1, 1), shape))
              .derivatives(2));
    }
  }

  private void casts() {
    Values centred = Values.uniform(-100, 100);
    long[] shape = {3, 11};
    Cast narrow = new Cast(DType.BFLOAT16);
    cases.add(
        Case.of("float32 to bfloat16", narrow, Operand.of(centred, shape))
            .within(Tolerance.ROUNDED));
    cases.add(
        Case.of("to float64", new Cast(DType.FLOAT64), Operand.of(centred, shape)).derivatives(2));
    cases.add(Case.of("float32 to int32", new Cast(DType.INT32), Operand.of(centred, shape)));
    cases.add(Case.of("float32 to bool", new Cast(DType.BOOL), Operand.of(Values.below(3), shape)));
    for (DType from : List.of(DType.BOOL, DType.UINT8, DType.INT32, DType.INT64)) {
      Operand operand = Operand.of(from, Values.below(from == DType.BOOL ? 2 : 200), shape);
      cases.add(Case.of(from + " to float32", new Cast(DType.FLOAT32), operand));
    }
  }

  /** Over all shapes, with derivatives; values avoid kinks. */
  private void add(Elementwise op, Tolerance tolerance, Values... values) {
    for (long[] shape : shapes) {
      List<Operand> operands = new ArrayList<>();
      for (Values each : values) {
        operands.add(Operand.of(each, shape));
      }
      cases.add(new Case(label(shape), op, operands, tolerance, 2));
    }
  }

  private void edges(Elementwise op, Tolerance tolerance, double... values) {
    cases.add(
        Case.of("edges", op, Operand.of(Values.cycle(values), values.length)).within(tolerance));
  }

  private void pairs(Elementwise op, Tolerance tolerance, double... values) {
    long count = (long) values.length * values.length;
    Operand first = Operand.of(Values.pairedWithCycle(values), count);
    Operand second = Operand.of(Values.cycle(values), count);
    cases.add(Case.of("pairs of edges", op, first, second).within(tolerance));
  }

  private static String label(long[] shape) {
    return Arrays.toString(shape);
  }
}
