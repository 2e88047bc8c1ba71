package dev.cajal.labs.gradients;

import static dev.cajal.labs.gradients.Numeric.number;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.grad.FiniteDifferences;
import dev.cajal.grad.FiniteDifferences.Scheme;
import dev.cajal.grad.Forward;
import dev.cajal.grad.Gradients;
import dev.cajal.grad.Jacobian;
import dev.cajal.grad.ReverseWalk;
import dev.cajal.grad.symbolic.Expression;
import dev.cajal.grad.symbolic.Symbolic;
import dev.cajal.labs.drawing.Drawings;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Finite differences, formulas, reverse mode and forward mode on J = cos(sin(x²) + 3x²). */
final class FourWays {
  static final Lab FINITE_DIFFERENCES =
      new Lab(
          "finite-differences",
          Lecture.PERCEPTRON,
          List.of("A7"),
          "Differences are easy and slow: O(W) evaluations, each of O(W) work, and never exact.",
          FourWays::finiteDifferences);

  static final Lab SYMBOLIC =
      new Lab(
          "symbolic",
          Lecture.PERCEPTRON,
          List.of("A8"),
          "Formulas are exact and readable, and grow exponentially unless what is equal is shared.",
          FourWays::symbolic);

  static final Lab REVERSE =
      new Lab(
          "reverse",
          Lecture.PERCEPTRON,
          List.of("A9"),
          "One walk forwards and one backwards over the graph give the exact gradient, at the cost"
              + " of two more forward passes.",
          FourWays::reverse);

  static final Lab FORWARD =
      new Lab(
          "forward",
          Lecture.PERCEPTRON,
          List.of("A10"),
          "Forward mode gives the same numbers, a column of the Jacobian at a time.",
          FourWays::forward);

  private static final double AT = 0.7;

  private FourWays() {}

  private static Tensor example(Tensor x) {
    Tensor square = x.square();
    return square.sin().add(square.mul(3)).cos();
  }

  /** dJ/dx = −sin(sin(x²) + 3x²)·(2x·cos(x²) + 6x). */
  private static double exact(double x) {
    return -Math.sin(Math.sin(x * x) + 3 * x * x) * (2 * x * Math.cos(x * x) + 6 * x);
  }

  private static void finiteDifferences(Notebook notebook) {
    notebook.heading("Error against step");
    notebook.text(
        "The one-sided quotient errs in proportion to h, the centred one to h². Below a best step"
            + " rounding takes over, in proportion to 1/h.");
    double[] steps = IntStream.rangeClosed(1, 12).mapToDouble(i -> Math.pow(10, -i)).toArray();
    List<Series> lines = new ArrayList<>();
    Tensor gradient = number(exact(AT));
    for (Scheme scheme : List.of(Scheme.FORWARD, Scheme.CENTRED)) {
      List<Point> points =
          FiniteDifferences.errors(FourWays::example, number(AT), gradient, scheme, steps).stream()
              .map(e -> new Point(e.step(), Math.max(e.error(), 1e-17)))
              .toList();
      lines.add(new Series(scheme == Scheme.FORWARD ? "one-sided" : "centred", points));
    }
    notebook.figure(
        new LineChart(
                "Error of the derivative of cos(sin(x²) + 3x²) at 0.7",
                new Axis("step h", Axis.Kind.LOG),
                new Axis("relative error", Axis.Kind.LOG),
                lines)
            .figure());
    notebook.near("order of the one-sided error", 1, order(lines.get(0)), 0.1);
    notebook.near("order of the centred error", 2, order(lines.get(1)), 0.1);

    notebook.heading("Cost against the number of weights");
    List<List<String>> rows = new ArrayList<>();
    List<Point> differences = new ArrayList<>();
    List<Point> reverse = new ArrayList<>();
    for (int width : new int[] {8, 16, 32, 48}) {
      Tensor weights = Tensor.linspace(DType.FLOAT64, -1, 1, (long) width * width);
      Tensor input = Tensor.linspace(DType.FLOAT64, 0, 1, width);
      UnaryOperator<Tensor> net = w -> w.reshape(width, width).matmul(input).tanh().sum();
      var found = FiniteDifferences.derivative(net, weights, Scheme.FORWARD, 1e-7);
      long once = found.multiplications() / found.evaluations();
      rows.add(
          List.of(
              Numbers.count((long) width * width),
              Numbers.count(found.evaluations()),
              Numbers.count(found.multiplications()),
              Numbers.count(3 * once)));
      differences.add(new Point((double) width * width, found.multiplications()));
      reverse.add(new Point((double) width * width, 3.0 * once));
      notebook.equal(
          "evaluations for %s weights, W + 1".formatted(Numbers.count((long) width * width)),
          Numbers.count((long) width * width + 1),
          Numbers.count(found.evaluations()));
    }
    notebook.table(
        List.of("#weights W", "#evaluations", "#multiplications", "#reverse mode, three passes"),
        rows);
    notebook.figure(
        new LineChart(
                "Work for one gradient",
                new Axis("weights", Axis.Kind.LOG),
                new Axis("multiplications", Axis.Kind.LOG),
                List.of(
                    new Series("differences", differences), new Series("reverse mode", reverse)))
            .figure());
    double growth =
        Math.log(differences.getLast().y() / differences.getFirst().y())
            / Math.log(differences.getLast().x() / differences.getFirst().x());
    notebook.near("work grows with the weights to the power of", 2, growth, 0.15);
  }

  /** The slope of log error over log step between 10⁻² and 10⁻⁴. */
  private static double order(Series line) {
    return Math.log10(line.points().get(1).y() / line.points().get(3).y()) / 2;
  }

  private static void symbolic(Notebook notebook) {
    Tensor x = number(AT);
    Tensor j = example(x);
    Symbolic symbolic = Symbolic.naming(Map.of("x", x));
    Expression formula = symbolic.formula(j);
    Expression derivative = symbolic.derivative(j, x);
    notebook.heading("A formula and its derivative");
    notebook.listing(
        "J     = %s%ndJ/dx = %s%nLaTeX   %s".formatted(formula, derivative, derivative.latex()));
    notebook.equal("J", "cos(sin(x²) + 3x²)", formula);
    notebook.near(
        "dJ/dx at 0.7, against the formula by hand",
        exact(AT),
        derivative.evaluate(Map.of("x", AT)),
        1e-12);
    notebook.heading("Why programs are not differentiated so");
    notebook.text(
        "y ← y·sin(y), again and again: written out, the derivative more than doubles at every"
            + " round; with equal parts shared it grows with the square of their number at most.");
    List<Point> whole = new ArrayList<>();
    List<Point> shared = new ArrayList<>();
    Tensor y = x;
    for (int depth = 1; depth <= 8; depth++) {
      y = y.mul(y.sin());
      Expression grown = symbolic.derivative(y, x);
      whole.add(new Point(depth, grown.size()));
      shared.add(new Point(depth, grown.sharedSize()));
    }
    notebook.figure(
        new LineChart(
                "Size of the derivative of nested y·sin(y)",
                new Axis("rounds", Axis.Kind.INTEGER),
                new Axis("operations and symbols", Axis.Kind.LOG),
                List.of(new Series("written out", whole), new Series("shared", shared)))
            .figure());
    double factor = Math.pow(whole.get(7).y() / whole.get(3).y(), 0.25);
    notebook.holds(
        "growth a round, written out",
        "exponential: a factor of at least 2",
        "× " + Numbers.fixed(factor, 2),
        factor >= 2);
    double power = Math.log(shared.get(7).y() / shared.get(3).y()) / Math.log(2);
    notebook.holds(
        "growth from four to eight rounds, shared",
        "polynomial: a power of at most 2",
        "rounds to the power of " + Numbers.fixed(power, 2),
        power <= 2);
  }

  /** The steps of the example by their names in the notes. */
  private static Map<String, Tensor> steps(Tensor x) {
    Tensor square = x.square();
    Tensor sine = square.sin();
    Tensor triple = square.mul(3);
    Tensor sum = sine.add(triple);
    return Map.of("x", x, "t", square, "u1", sine, "u2", triple, "u", sum, "J", sum.cos());
  }

  private static Tensor at(Map<String, Tensor> steps, String name) {
    Tensor tensor = steps.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("nothing is called " + name);
    }
    return tensor;
  }

  private static void reverse(Notebook notebook) {
    Tensor x = number(AT);
    Map<String, Tensor> names = steps(x);
    ReverseWalk walk = ReverseWalk.of(at(names, "J"), names);
    notebook.heading("Forwards, then backwards");
    notebook.text(
        "J = cos(sin(x²) + 3x²) as in the notes: t = x², u1 = sin t, u2 = 3t, u = u1 + u2, J ="
            + " cos u. Backwards, what arrives at a node is added up; t is reached twice.");
    notebook.figure(Drawings.walk("J = cos(sin(x²) + 3x²) at x = 0.7", walk));
    notebook.listing(walk.toString());
    double t = AT * AT;
    double u = Math.sin(t) + 3 * t;
    notebook.near("∂J/∂u = −sin u", -Math.sin(u), gradient(walk, "u"), 1e-12);
    notebook.near(
        "∂J/∂t = ∂J/∂u1·cos t + ∂J/∂u2·3",
        -Math.sin(u) * (Math.cos(t) + 3),
        gradient(walk, "t"),
        1e-12);
    notebook.near("∂J/∂x", exact(AT), gradient(walk, "x"), 1e-12);
    notebook.near(
        "the same by Gradients", exact(AT), Gradients.of(example(x), x).get(x).item(), 1e-12);
    Passes.show(notebook);
  }

  private static double gradient(ReverseWalk walk, String name) {
    return walk.step(name).gradient().getFirst();
  }

  private static void forward(Notebook notebook) {
    Tensor x = number(AT);
    notebook.heading("Dual numbers");
    notebook.text(
        "Each operation carries a value and a derivative along one direction. A map from n to m"
            + " numbers needs n sweeps forwards or m backwards for its Jacobian.");
    Map<String, Tensor> steps = steps(x);
    Map<String, Double> tangents = new HashMap<>();
    steps.forEach((name, step) -> tangents.put(name, Forward.jvp(step, x, number(1)).item()));
    notebook.figure(
        Drawings.walk(
            "J = cos(sin(x²) + 3x²) and its dual numbers at x = 0.7",
            ReverseWalk.of(at(steps, "J"), steps),
            tangents));
    notebook.near(
        "dJ/dx by forward mode", exact(AT), Forward.jvp(example(x), x, number(1)).item(), 1e-12);
    Tensor wide = Tensor.linspace(DType.FLOAT64, -1, 1, 6);
    Tensor weights = Tensor.linspace(DType.FLOAT64, -0.5, 0.7, 18).reshape(3, 6);
    Tensor y = weights.matmul(wide).tanh();
    Jacobian rows = Jacobian.byRows(y, wide);
    Jacobian columns = Jacobian.byColumns(y, wide);
    notebook.table(
        List.of("way", "#sweeps", "#multiplications"),
        List.of(
            List.of("rows, by reverse mode", "" + rows.sweeps(), "" + rows.multiplications()),
            List.of(
                "columns, by forward mode",
                "" + columns.sweeps(),
                "" + columns.multiplications())));
    notebook.equal("sweeps for 3 outputs by rows", 3, rows.sweeps());
    notebook.equal("sweeps for 6 inputs by columns", 6, columns.sweeps());
    double apart = rows.matrix().sub(columns.matrix()).abs().max().item();
    notebook.holds(
        "largest difference of the two Jacobians", "0", Numbers.significant(apart), apart < 1e-12);
    notebook.equal("shape of the Jacobian", Shape.of(3, 6), rows.matrix().shape());
  }
}
