package dev.cajal.labs.learning;

import dev.cajal.backend.DType;
import dev.cajal.grad.FiniteDifferences;
import dev.cajal.grad.Gradients;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.List;

/** Every activation of the notes with its slope. */
final class Activations {
  static final Lab LAB =
      new Lab(
          "activations",
          Lecture.PERCEPTRON,
          List.of("A2"),
          "Each activation and its slope: a sigmoid passes on a quarter of a gradient at best, a"
              + " rectifier all of it or nothing.",
          Activations::run);

  private static final List<Activation> ALL =
      List.of(
          Activation.step(),
          Activation.sigmoid(),
          Activation.tanh(),
          Activation.relu(),
          Activation.leakyRelu(),
          Activation.elu(),
          Activation.selu(),
          Activation.celu(),
          Activation.softplus(),
          Activation.softsign(),
          Activation.hardtanh(),
          Activation.hardsigmoid(),
          Activation.hardswish(),
          Activation.gelu(),
          Activation.geluTanh(),
          Activation.silu(),
          Activation.mish());

  private Activations() {}

  private static void run(Notebook notebook) {
    // An even number of places, so that none lies on a corner.
    Tensor x = Tensor.linspace(DType.FLOAT64, -4, 4, 160);
    double[] places = x.toDoubles();
    List<Figure> row = new ArrayList<>();
    for (Activation activation : ALL) {
      Tensor y = activation.apply(x);
      double[] values = y.toDoubles();
      Tensor again = Tensor.linspace(DType.FLOAT64, -4, 4, 160);
      double[] slopes = Gradients.of(activation.apply(again).sum(), again).get(again).toDoubles();
      row.add(figure(activation, places, values, slopes));
      if (row.size() == 2) {
        notebook.figure(row.toArray(Figure[]::new));
        row.clear();
      }
      if (!activation.type().equalsIgnoreCase("step")) {
        double[] numeric = FiniteDifferences.gradient(v -> activation.apply(v).sum(), x, 1e-6);
        double worst = 0;
        for (int i = 0; i < numeric.length; i++) {
          worst = Math.max(worst, Math.abs(numeric[i] - slopes[i]));
        }
        notebook.holds(
            activation.type() + ": slope against differences",
            "the same",
            "off by " + Numbers.significant(worst),
            worst < 1e-6);
      }
    }
    row.forEach(notebook::figure);
    notebook.near("largest slope of the sigmoid", 0.25, largest(Activation.sigmoid()), 1e-3);
    notebook.near("largest slope of tanh", 1, largest(Activation.tanh()), 1e-3);
    notebook.near("slope of the rectifier where it is on", 1, largest(Activation.relu()), 0);
    Tensor scores = Tensor.linspace(DType.FLOAT64, -1, 1, 5);
    notebook.near("a softmax sums to", 1, Activation.softmax(0).apply(scores).sum().item(), 1e-12);
  }

  private static double largest(Activation activation) {
    Tensor x = Tensor.linspace(DType.FLOAT64, -4, 4, 160);
    return Gradients.of(activation.apply(x).sum(), x).get(x).max().item();
  }

  private static Figure figure(
      Activation activation, double[] places, double[] values, double[] slopes) {
    List<Point> value = new ArrayList<>();
    List<Point> slope = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      value.add(new Point(places[i], values[i]));
      slope.add(new Point(places[i], slopes[i]));
    }
    return new LineChart(
            activation.type(),
            new Axis("x", Axis.Kind.NUMBER),
            new Axis("", Axis.Kind.NUMBER),
            List.of(new Series("value, at 4", value), new Series("slope, at 4", slope)))
        .figure();
  }
}
