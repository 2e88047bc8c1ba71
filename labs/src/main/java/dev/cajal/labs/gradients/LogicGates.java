package dev.cajal.labs.gradients;

import dev.cajal.labs.foundations.Xor;
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
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Gates from sigmoid units with given weights, and the one that a single unit cannot be. */
final class LogicGates {
  static final Lab LAB =
      new Lab(
          "logic-gates",
          Lecture.BRAIN,
          List.of("A14"),
          "Single sigmoid units are AND, OR and NOT; two layers of them are XNOR, and can learn"
              + " XOR.",
          LogicGates::run);

  private LogicGates() {}

  private static void run(Notebook notebook) {
    Tensor x1 = Xor.inputs().slice(1, 0, 1);
    Tensor x2 = Xor.inputs().slice(1, 1, 2);
    Tensor and = unit(-30, 20, x1, 20, x2);
    Tensor or = unit(-10, 20, x1, 20, x2);
    Tensor neither = unit(10, -20, x1, -20, x2);
    Tensor not = unit(10, -20, x1, 0, x2);
    Tensor xnor = unit(-10, 20, and, 20, neither);
    notebook.text(
        "A unit computes g(b + w₁·x₁ + w₂·x₂) with the logistic function g. With large weights it"
            + " is all but 0 or 1, and so a truth table.");
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("x₁", x1));
    rows.add(row("x₂", x2));
    rows.add(row("x₁ AND x₂ (−30, 20, 20)", and));
    rows.add(row("x₁ OR x₂ (−10, 20, 20)", or));
    rows.add(row("NOT x₁ (10, −20)", not));
    rows.add(row("(NOT x₁) AND (NOT x₂) (10, −20, −20)", neither));
    rows.add(row("x₁ XNOR x₂ = OR of AND and NEITHER", xnor));
    notebook.table(List.of("unit (bias, weights)", "#x₁ x₂ = 00", "#01", "#10", "#11"), rows);
    notebook.equal("AND", "[0, 0, 0, 1]", bits(and));
    notebook.equal("OR", "[0, 1, 1, 1]", bits(or));
    notebook.equal("NOT x₁", "[1, 1, 0, 0]", bits(not));
    notebook.equal("(NOT x₁) AND (NOT x₂)", "[1, 0, 0, 0]", bits(neither));
    notebook.equal("XNOR", "[1, 0, 0, 1]", bits(xnor));
    learn(notebook);
  }

  private static Tensor unit(double bias, double w1, Tensor x1, double w2, Tensor x2) {
    return x1.mul(w1).add(x2.mul(w2)).add(bias).sigmoid();
  }

  /** XOR by a net of 2-2-1 units, from some starts. */
  private static void learn(Notebook notebook) {
    notebook.heading("Learning XOR");
    notebook.text(
        "No single unit separates XOR. A net with two hidden units can, but from many starts"
            + " gradient descent stops with two of the four cases undecided; so starts are"
            + " counted.");
    int starts = notebook.size(5, 20);
    int learned = 0;
    List<Series> curves = new ArrayList<>();
    for (int start = 0; start < starts; start++) {
      double[] losses = train(notebook.seed() + start);
      boolean right = losses[losses.length - 1] < 0.1;
      learned += right ? 1 : 0;
      if (curves.size() < 4) {
        curves.add(series("start " + (start + 1), losses));
      }
    }
    notebook.figure(
        new LineChart(
                "Learning XOR with 2-2-1 units",
                new Axis("step", Axis.Kind.INTEGER),
                new Axis("cross-entropy", Axis.Kind.LOG),
                curves)
            .figure());
    notebook.holds(
        "starts from which XOR is learned",
        "at least one",
        learned + " of " + starts,
        learned >= 1);
  }

  private static double[] train(long seed) {
    Xor xor = Xor.ofTwoUnits(seed);
    return IntStream.range(0, 10).mapToDouble(i -> xor.run(100)).toArray();
  }

  private static Series series(String name, double[] losses) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      points.add(new Point(100.0 * (i + 1), losses[i]));
    }
    return new Series(name, points);
  }

  private static List<String> row(String name, Tensor values) {
    List<String> row = new ArrayList<>(List.of(name));
    for (double value : values.toDoubles()) {
      row.add(Numbers.fixed(value, 5).replaceAll("\\.?0+$", ""));
    }
    return row;
  }

  private static String bits(Tensor values) {
    return Arrays.toString(Arrays.stream(values.toDoubles()).mapToLong(Math::round).toArray());
  }
}
