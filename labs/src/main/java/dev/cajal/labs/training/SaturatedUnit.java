package dev.cajal.labs.training;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.optim.Sgd;
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

/** One logistic unit with target 1 and an output of 0.00000001, as in the notes. */
final class SaturatedUnit {
  private static final double STUCK = 1e-8;

  private final Variable z = new Variable("z", new TensorType(DType.FLOAT64, Shape.of()));
  private final Step step;

  /** Compiles a step of descent with rate 1 on the logit z alone. */
  private SaturatedUnit(boolean squared) {
    Tensor y = z.tensor().sigmoid();
    // −log y, written so that it does not overflow.
    Tensor loss = squared ? y.sub(1).square().mul(0.5) : z.tensor().neg().softplus();
    Gradients gradients = Gradients.of(loss, List.of(z));
    Updates updates = new Updates(Sgd.of(1), List.of(z));
    step = Step.compile(List.of(y, gradients.get(z)), List.of(loss), updates.of(gradients));
  }

  static void show(Notebook notebook) {
    notebook.heading("Squared error, stuck");
    notebook.text(
        "A logistic unit y = 1/(1 + e⁻ᶻ) with target 1 and output 0.00000001. Steps on z with rate"
            + " 1 follow −(y − 1)·y·(1 − y) for half the squared error, which is all but 0, and 1 −"
            + " y for the cross-entropy −ln y. From an output y₀ the squared error takes about 1/y₀"
            + " steps to reach one half, the cross-entropy about ln(1/y₀).");
    SaturatedUnit squared = new SaturatedUnit(true);
    SaturatedUnit entropy = new SaturatedUnit(false);
    List<Point> slow = squared.outputs(50);
    List<Point> fast = entropy.outputs(50);
    notebook.near("slope of the squared error at z", -1e-8, squared.slope(), 1e-12);
    notebook.near("slope of the cross-entropy at z", -1, entropy.slope(), 1e-6);
    List<Point> slowTimes = new ArrayList<>();
    List<Point> fastTimes = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    int decades = notebook.size(3, 5);
    for (int k = 1; k <= decades; k++) {
      double start = Math.pow(10, -k);
      slowTimes.add(new Point(start, squared.stepsFrom(start)));
      fastTimes.add(new Point(start, entropy.stepsFrom(start)));
      rows.add(
          List.of(
              Numbers.significant(start),
              Numbers.count(Math.round(slowTimes.getLast().y())),
              Numbers.count(Math.round(fastTimes.getLast().y()))));
    }
    int from = entropy.stepsFrom(STUCK);
    fastTimes.add(new Point(STUCK, from));
    rows.add(List.of(Numbers.significant(STUCK), "about 100,000,000", Numbers.count(from)));
    notebook.figure(
        new LineChart(
                "Output of the unit",
                new Axis("step", Axis.Kind.INTEGER),
                new Axis("output y", Axis.Kind.LOG),
                List.of(new Series("squared error", slow), new Series("cross-entropy", fast)))
            .figure(),
        new LineChart(
                "Steps to y = ½",
                new Axis("first output y₀", Axis.Kind.LOG),
                new Axis("steps", Axis.Kind.LOG),
                List.of(
                    new Series("squared error", slowTimes), new Series("cross-entropy", fastTimes)))
            .figure());
    notebook.table(List.of("#first output", "#squared error, steps", "#cross-entropy"), rows);
    notebook.near("output after 50 steps on the squared error", STUCK, slow.getLast().y(), 1e-13);
    notebook.holds(
        "steps to ½ on the cross-entropy",
        "about ln 10⁸ = 18.4",
        Integer.toString(from),
        from >= 17 && from <= 21);
    Point last = slowTimes.getLast();
    notebook.holds(
        "steps to ½ on the squared error from " + Numbers.significant(last.x()),
        "about 1/y₀ = " + Numbers.count(Math.round(1 / last.x())),
        Numbers.count(Math.round(last.y())),
        Math.abs(last.y() * last.x() - 1) < 0.1);
  }

  private void start(double y) {
    z.set(Math.log(y / (1 - y)));
  }

  /** The slope of the loss at an output of 1e-8. */
  private double slope() {
    start(STUCK);
    step.run();
    return step.scalar(1);
  }

  private List<Point> outputs(int steps) {
    start(STUCK);
    List<Point> outputs = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      step.run();
      outputs.add(new Point(i, step.scalar(0)));
    }
    return outputs;
  }

  private int stepsFrom(double y) {
    start(y);
    step.run();
    int steps = 0;
    while (step.scalar(0) < 0.5) {
      step.run();
      steps++;
    }
    return steps;
  }
}
