package dev.cajal.grad.symbolic;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
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
import dev.cajal.op.MatMul;
import dev.cajal.op.Maximum;
import dev.cajal.op.Minimum;
import dev.cajal.op.Mul;
import dev.cajal.op.Neg;
import dev.cajal.op.Pow;
import dev.cajal.op.Relu;
import dev.cajal.op.Sigmoid;
import dev.cajal.op.Sign;
import dev.cajal.op.Sin;
import dev.cajal.op.Sqrt;
import dev.cajal.op.StopGradient;
import dev.cajal.op.Sub;
import dev.cajal.op.Tanh;
import dev.cajal.op.Where;
import dev.cajal.tensor.Elementwise;
import dev.cajal.tensor.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What operations on tensors are, element by element. */
final class Expansion {
  private final Algebra algebra;

  Expansion(Algebra algebra) {
    this.algebra = algebra;
  }

  List<Expression> elementwise(Elementwise op, TensorType type, List<List<Expression>> x) {
    List<Expression> result = new ArrayList<>();
    for (int i = 0; i < x.getFirst().size(); i++) {
      Expression a = x.getFirst().get(i);
      Expression b = x.size() > 1 ? x.get(1).get(i) : a;
      Expression c = x.size() > 2 ? x.get(2).get(i) : a;
      result.add(element(op, type, a, b, c));
    }
    return result;
  }

  private Expression element(
      Elementwise op, TensorType type, Expression a, Expression b, Expression c) {
    return switch (op) {
      case Add add -> algebra.sum(a, b);
      case Sub sub -> algebra.difference(a, b);
      case Mul mul -> algebra.product(a, b);
      case Div div -> algebra.quotient(a, b);
      case Neg neg -> algebra.negative(a);
      case Pow pow -> algebra.power(a, b);
      case Sqrt sqrt -> algebra.power(a, algebra.number(0.5));
      case Sin sin -> algebra.function(Kind.SIN, a);
      case Cos cos -> algebra.function(Kind.COS, a);
      case Asin asin -> algebra.function(Kind.ASIN, a);
      case Acos acos -> algebra.function(Kind.ACOS, a);
      case Atan atan -> algebra.function(Kind.ATAN, a);
      case Exp exp -> algebra.function(Kind.EXP, a);
      case Expm1 exp -> algebra.sum(algebra.function(Kind.EXP, a), algebra.number(-1));
      case Log log -> algebra.function(Kind.LOG, a);
      case Log1p log -> algebra.function(Kind.LOG, algebra.sum(algebra.number(1), a));
      case Tanh tanh -> algebra.function(Kind.TANH, a);
      case Sigmoid sigmoid -> algebra.function(Kind.SIGMOID, a);
      case Erf erf -> algebra.function(Kind.ERF, a);
      case Abs abs -> algebra.function(Kind.ABS, a);
      case Sign sign -> algebra.function(Kind.SIGN, a);
      case Floor floor -> algebra.function(Kind.FLOOR, a);
      case Relu relu -> algebra.extreme(Kind.MAXIMUM, a, algebra.number(0));
      case Maximum maximum -> algebra.extreme(Kind.MAXIMUM, a, b);
      case Minimum minimum -> algebra.extreme(Kind.MINIMUM, a, b);
      case Less less -> algebra.compare(Kind.LESS, a, b);
      case LessOrEqual less -> algebra.compare(Kind.LESS_OR_EQUAL, a, b);
      case Equal equal -> algebra.compare(Kind.EQUAL, a, b);
      case Where where -> algebra.choice(a, b, c);
      case StopGradient stop -> a;
      case Cast cast when cast.dtype().isFloating() -> asNumber(a);
      default ->
          throw new IllegalArgumentException(
              "symbolic: operation " + op.name() + " on " + type + " has no formula");
    };
  }

  /** A truth value as 1 or 0. */
  private Expression asNumber(Expression x) {
    return switch (x.kind()) {
      case LESS, LESS_OR_EQUAL, EQUAL -> algebra.choice(x, algebra.number(1), algebra.number(0));
      default -> x;
    };
  }

  List<Expression> sum(Shape shape, List<Integer> axes, List<Expression> x) {
    return groups(shape, axes, x).values().stream().map(algebra::sum).toList();
  }

  List<Expression> max(Shape shape, List<Integer> axes, List<Expression> x) {
    return groups(shape, axes, x).values().stream()
        .map(g -> g.stream().reduce((a, b) -> algebra.extreme(Kind.MAXIMUM, a, b)).orElseThrow())
        .toList();
  }

  /** Probabilities along an axis, or their logarithms. */
  List<Expression> softmax(Shape shape, int axis, List<Expression> x, boolean logarithm) {
    List<Expression> exponentials = x.stream().map(e -> algebra.function(Kind.EXP, e)).toList();
    Map<Long, List<Expression>> groups = groups(shape, List.of(axis), exponentials);
    List<Expression> result = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      Expression total =
          algebra.sum(Objects.requireNonNull(groups.get(group(shape, List.of(axis), i))));
      result.add(
          logarithm
              ? algebra.difference(x.get(i), algebra.function(Kind.LOG, total))
              : algebra.quotient(exponentials.get(i), total));
    }
    return result;
  }

  List<Expression> matmul(MatMul op, Node node, List<List<Expression>> x) {
    Shape a = node.inputs().getFirst().shape();
    Shape c = node.types().getFirst().shape();
    int m = (int) c.dim(-2);
    int n = (int) c.dim(-1);
    int k = (int) a.dim(op.transposeA() ? -2 : -1);
    List<Expression> result = new ArrayList<>();
    for (int e = 0; e < c.count(); e++) {
      int batch = e / (m * n);
      int i = e / n % m;
      int j = e % n;
      List<Expression> terms = new ArrayList<>();
      for (int p = 0; p < k; p++) {
        int left = batch * m * k + (op.transposeA() ? p * m + i : i * k + p);
        int right = batch * k * n + (op.transposeB() ? j * k + p : p * n + j);
        terms.add(algebra.product(x.get(0).get(left), x.get(1).get(right)));
      }
      result.add(terms.isEmpty() ? algebra.number(0) : algebra.sum(terms));
    }
    return result;
  }

  /** The elements that are reduced together, by the place of the result. */
  private static Map<Long, List<Expression>> groups(
      Shape shape, List<Integer> axes, List<Expression> x) {
    Map<Long, List<Expression>> groups = new TreeMap<>();
    for (int i = 0; i < x.size(); i++) {
      groups.computeIfAbsent(group(shape, axes, i), g -> new ArrayList<>()).add(x.get(i));
    }
    return groups;
  }

  /** The row-major number of an element once some axes have shrunk to 1. */
  private static long group(Shape shape, List<Integer> axes, long element) {
    Shape kept = shape;
    for (int axis : axes) {
      kept = kept.with(axis, 1);
    }
    long[] from = shape.strides();
    long[] to = kept.strides();
    long rest = element;
    long group = 0;
    for (int a = 0; a < shape.rank(); a++) {
      group += axes.contains(a) ? 0 : rest / from[a] * to[a];
      rest %= from[a];
    }
    return group;
  }
}
