package dev.cajal.labs.foundations;

import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Module;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.Grid;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.viz.chart.Surface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** How well one hidden layer draws functions of one and of two numbers, by its width. */
final class Approximation {
  static final Lab LAB =
      new Lab(
          "universal-approximation",
          Lecture.TRAINING,
          List.of("A29"),
          "One hidden layer comes as near to a function as one likes if it is wide enough, unless"
              + " its activation is a polynomial.",
          Approximation::run);

  private static final int QUICK = 1000;
  private static final int STEPS = 6000;

  private Approximation() {}

  private static void run(Notebook notebook) {
    int[] widths =
        notebook.quick() ? new int[] {1, 4, 64} : new int[] {1, 2, 4, 8, 16, 32, 64, 128};
    Target line = Target.line(notebook.size(64, 128));
    Target hills = Target.hills(notebook.size(15, 25));
    notebook.text(
        "One hidden layer, fitted by %s steps of Adam to all places of a grid at once. Leshno et al."
                .formatted(Numbers.count(notebook.size(QUICK, STEPS)))
            + " 1993: any activation that is no polynomial will do; with x² the net is a polynomial"
            + " of degree two whatever its width, so no width brings it below the error of the best"
            + " such polynomial, found by least squares. "
            + (notebook.quick() ? "One seed." : "Bands: standard deviation over 3 first weights."));
    notebook.heading("One number");
    notebook.text("sin 3x + |x|/2 on [−2, 2].");
    Fits tanh = new Fits(notebook, line, Activation::tanh, widths);
    Fits square = new Fits(notebook, line, Approximation::square, widths);
    int narrow = 4;
    notebook.figure(curves(line, tanh, square, narrow), errors(tanh, square));
    demand(notebook, "sin 3x + |x|/2", line, tanh, square);

    notebook.heading("Two numbers");
    notebook.text("sin 2x · cos 2y + |x + y|/4 on [−2, 2]², and nets of more and more tanh units.");
    Fits tanhHills = new Fits(notebook, hills, Activation::tanh, widths);
    Fits squareHills = new Fits(notebook, hills, Approximation::square, widths);
    int widest = widths[widths.length - 1];
    double[] function = hills.values();
    double[] wide = tanhHills.drawn(widest);
    double[] few = tanhHills.drawn(narrow);
    double[] polynomial = squareHills.drawn(widest);
    double[] heights =
        Stream.of(function, wide, few, polynomial)
            .flatMapToDouble(Arrays::stream)
            .sorted()
            .toArray();
    UnaryOperator<Grid> scale = grid -> grid.scaled(heights[0], heights[heights.length - 1]);
    notebook.figure(
        surface("The function", hills, function, scale),
        surface(widest + " tanh units", hills, wide, scale));
    notebook.figure(
        surface(narrow + " tanh units", hills, few, scale),
        surface(widest + " units with x²", hills, polynomial, scale));
    notebook.figure(errors(tanhHills, squareHills));
    notebook.text(
        "That a wide net can draw a function does not say that it learns to: past some width the"
            + " error hardly falls within the steps that are given here.");
    demand(notebook, "sin 2x · cos 2y + |x + y|/4", hills, tanhHills, squareHills);
  }

  private static Activation square() {
    return Activation.of("square", Tensor::square);
  }

  /** Nets of several widths, each from several first weights. */
  private static final class Fits {
    private final Map<Integer, double[]> errors = new TreeMap<>();
    private final Map<Integer, double[]> drawn = new TreeMap<>();

    Fits(Notebook notebook, Target target, Supplier<Activation> activation, int[] widths) {
      for (int width : widths) {
        double[] found = new double[notebook.size(1, 3)];
        for (int run = 0; run < found.length; run++) {
          Module net =
              target.fit(
                  activation.get(), width, notebook.size(QUICK, STEPS), notebook.seed() + run);
          found[run] = target.error(net);
          if (run == 0) {
            drawn.put(width, target.values(net));
          }
        }
        errors.put(width, found);
      }
    }

    double[] drawn(int width) {
      double[] values = drawn.get(width);
      if (values == null) {
        throw new IllegalArgumentException("no net of width " + width);
      }
      return values;
    }

    double mean(int place) {
      return Arrays.stream(runs().get(place)).average().orElseThrow();
    }

    double least() {
      return runs().stream().flatMapToDouble(Arrays::stream).min().orElseThrow();
    }

    int widths() {
      return errors.size();
    }

    Series series(String name) {
      double[] x = errors.keySet().stream().mapToDouble(Integer::intValue).toArray();
      List<double[]> byRun = new ArrayList<>();
      for (int run = 0; run < runs().getFirst().length; run++) {
        int which = run;
        byRun.add(runs().stream().mapToDouble(all -> all[which]).toArray());
      }
      return Series.ofRuns(name, x, byRun);
    }

    private List<double[]> runs() {
      return List.copyOf(errors.values());
    }
  }

  private static void demand(
      Notebook notebook, String name, Target target, Fits tanh, Fits square) {
    double narrow = tanh.mean(0);
    double wide = tanh.mean(tanh.widths() - 1);
    notebook.holds(
        name + ": error of the widest tanh net; one unit has " + Numbers.significant(narrow),
        notebook.quick() ? "less than a third" : "less than a tenth",
        Numbers.significant(wide),
        wide < narrow / notebook.size(3, 10));
    double best = target.bestParabola();
    notebook.holds(
        name + ": error with x², any width; the best polynomial has " + Numbers.significant(best),
        "never less",
        Numbers.significant(square.least()),
        square.least() > 0.99 * best);
  }

  private static Figure errors(Fits tanh, Fits square) {
    return new LineChart(
            "The error falls with the width, but not with x²",
            new Axis("hidden units", Axis.Kind.LOG),
            new Axis("root mean square error", Axis.Kind.LOG),
            List.of(tanh.series("tanh"), square.series("x²")))
        .figure();
  }

  private static Figure curves(Target target, Fits tanh, Fits square, int narrow) {
    int widest = tanh.errors.keySet().stream().max(Integer::compare).orElseThrow();
    return new LineChart(
            "Tanh units bend with the function, squares do not",
            new Axis("x", Axis.Kind.NUMBER),
            new Axis("y", Axis.Kind.NUMBER),
            List.of(
                line("function", target, target.values()),
                line(narrow + " tanh", target, tanh.drawn(narrow)),
                line(widest + " tanh", target, tanh.drawn(widest)),
                line(widest + " with x²", target, square.drawn(widest))))
        .figure();
  }

  private static Series line(String name, Target target, double[] values) {
    double[] x = target.places();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      points.add(new Point(x[i], values[i]));
    }
    return new Series(name, points);
  }

  private static Figure surface(
      String title, Target target, double[] values, UnaryOperator<Grid> scale) {
    int side = target.side();
    return new Surface(
            title,
            new Axis("x", Axis.Kind.NUMBER),
            new Axis("y", Axis.Kind.NUMBER),
            -Target.REACH,
            Target.REACH,
            -Target.REACH,
            Target.REACH,
            "height",
            scale.apply(Grid.of(side, side, values)))
        .figure();
  }
}
