package dev.cajal.labs.learning;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** How well one hidden layer draws a function, by its width. */
final class Approximation {
  static final Lab LAB =
      new Lab(
          "universal-approximation",
          Lecture.TRAINING,
          List.of("A29"),
          "One hidden layer comes as near to a function as one likes if it is wide enough, unless"
              + " its activation is a polynomial.",
          Approximation::run);

  private static final int POINTS = 128;

  private Approximation() {}

  private static void run(Notebook notebook) {
    DoubleUnaryOperator target = x -> Math.sin(3 * x) + 0.5 * Math.abs(x);
    int steps = notebook.size(1500, 6000);
    int[] widths = notebook.quick() ? new int[] {1, 4, 32} : new int[] {1, 2, 4, 8, 16, 32, 64};
    notebook.text(
        "sin 3x + |x|/2 on [−2, 2], fitted by one hidden layer, %s steps of Adam on %d points. Leshno"
                .formatted(Numbers.count(steps), POINTS)
            + " et al. 1993: any activation that is no polynomial will do; with x² the net is a"
            + " parabola whatever its width.");
    List<Point> tanh = new ArrayList<>();
    List<Point> square = new ArrayList<>();
    List<Series> curves = new ArrayList<>();
    double[] x = Tensor.linspace(DType.FLOAT32, -2, 2, POINTS).toDoubles();
    curves.add(series("the function", x, target));
    for (int width : widths) {
      Module model = train(Activation.tanh(), width, target, steps, notebook.seed());
      tanh.add(new Point(width, error(model, target)));
      if (width == 1 || width == 4) {
        curves.add(series(width + (width == 1 ? " tanh unit" : " tanh units"), x, model));
      }
      Activation parabola = Activation.of("square", Tensor::square);
      Module squares = train(parabola, width, target, steps, notebook.seed());
      square.add(new Point(width, error(squares, target)));
      if (width == widths[widths.length - 1]) {
        curves.add(series(width + " units of x²", x, squares));
      }
    }
    notebook.figure(
        new LineChart(
                "Tanh units bend with the function, squares do not",
                new Axis("x", Axis.Kind.NUMBER),
                new Axis("y", Axis.Kind.NUMBER),
                curves)
            .figure(),
        new LineChart(
                "The error falls with the width, but not with x²",
                new Axis("hidden units", Axis.Kind.LOG),
                new Axis("root mean square error", Axis.Kind.LOG),
                List.of(new Series("tanh", tanh), new Series("x²", square)))
            .figure());
    double narrow = tanh.getFirst().y();
    double wide = tanh.getLast().y();
    notebook.holds(
        "error of the widest tanh net, against one unit: " + Numbers.significant(narrow),
        notebook.quick() ? "less than half" : "less than a twentieth",
        Numbers.significant(wide),
        wide < narrow / notebook.size(2, 20));
    double best = parabola(x, target);
    double reached = square.stream().mapToDouble(Point::y).min().orElseThrow();
    notebook.holds(
        "error with x², any width; the best parabola has " + Numbers.significant(best),
        "never less",
        Numbers.significant(reached),
        reached > 0.99 * best);
  }

  private static Series series(String name, double[] x, DoubleUnaryOperator f) {
    List<Point> points = new ArrayList<>();
    for (double at : x) {
      points.add(new Point(at, f.applyAsDouble(at)));
    }
    return new Series(name, points);
  }

  private static Series series(String name, double[] x, Module model) {
    double[] y = model.apply(input()).toDoubles();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      points.add(new Point(x[i], y[i]));
    }
    return new Series(name, points);
  }

  private static Tensor input() {
    return Tensor.linspace(DType.FLOAT32, -2, 2, POINTS).reshape(POINTS, 1);
  }

  private static Tensor target(DoubleUnaryOperator f) {
    double[] x = input().toDoubles();
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) f.applyAsDouble(x[i]);
    }
    return Tensor.of(Shape.of(POINTS, 1), y);
  }

  private static Module train(
      Activation activation, int width, DoubleUnaryOperator f, int steps, long seed) {
    Module model = new Sequential(new Linear(width), activation, new Linear(1));
    model.build(Shape.of(1), seed);
    Variable x = new Variable("x", TensorType.float32(POINTS, 1));
    Variable y = new Variable("y", TensorType.float32(POINTS, 1));
    x.set(input().values());
    y.set(target(f).values());
    Tensor loss = Losses.mse(model.apply(x.tensor()), y.tensor());
    Updates updates = new Updates(Adam.of(0.01), model.parameters());
    Step step =
        Step.compile(
            List.of(loss), List.of(loss), updates.of(Gradients.of(loss, model.parameters())));
    for (int i = 0; i < steps; i++) {
      updates.rate().fill(0.01 * (1 - i / (double) steps));
      step.run();
    }
    return model;
  }

  private static double error(Module model, DoubleUnaryOperator f) {
    return model.apply(input()).sub(target(f)).square().mean().sqrt().item();
  }

  /** The error of the best a + b·x + c·x², which no net of squares can beat. */
  private static double parabola(double[] x, DoubleUnaryOperator f) {
    double[][] basis = new double[3][x.length];
    double[] rest = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      rest[i] = f.applyAsDouble(x[i]);
      for (int k = 0; k < 3; k++) {
        basis[k][i] = Math.pow(x[i], k);
      }
    }
    // Gram and Schmidt: what is left after the projections on 1, x and x².
    for (int k = 0; k < 3; k++) {
      for (int j = 0; j < k; j++) {
        remove(basis[k], basis[j]);
      }
      remove(rest, basis[k]);
    }
    return Math.sqrt(dot(rest, rest) / x.length);
  }

  private static void remove(double[] from, double[] direction) {
    double share = dot(from, direction) / dot(direction, direction);
    for (int i = 0; i < from.length; i++) {
      from[i] -= share * direction[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
