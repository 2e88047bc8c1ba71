package dev.cajal.labs.foundations;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

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

  private static final int PLACES = 160; // an even number, so that none lies on a corner
  private static final double JUMP = 0.4;

  private Activations() {}

  /** Every activation as a function of one number. */
  private static Map<String, UnaryOperator<Tensor>> all() {
    Map<String, UnaryOperator<Tensor>> all = new LinkedHashMap<>();
    for (Activation activation :
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
            Activation.silu(),
            Activation.mish())) {
      all.put(activation.type(), activation::apply);
    }
    all.put("GELU by tanh", Activation.geluTanh()::apply);
    all.put("PReLU, learned slope at 0.25", Activation.leakyRelu(0.25)::apply);
    all.put(
        "Maxout of x and −x/2", x -> Activation.maxout(2).apply(beside(x, x.mul(-0.5))).squeeze(1));
    all.put("Softmax of x and 0", x -> first(Activation.softmax(1).apply(beside(x, x.mul(0)))));
    all.put(
        "Log-softmax of x and 0",
        x -> first(Activation.softmax(1).apply(beside(x, x.mul(0)))).log());
    return all;
  }

  private static Tensor beside(Tensor a, Tensor b) {
    return Tensor.concat(1, List.of(a.unsqueeze(1), b.unsqueeze(1)));
  }

  private static Tensor first(Tensor pairs) {
    return pairs.slice(1, 0, 1).squeeze(1);
  }

  private static void run(Notebook notebook) {
    notebook.text(
        "Blue is the value, orange its slope by the reverse sweep: what a unit multiplies a"
            + " gradient with that passes through it.");
    Tensor x = Tensor.linspace(DType.FLOAT64, -4, 4, PLACES);
    double[] places = x.toDoubles();
    List<Figure> row = new ArrayList<>();
    List<List<String>> table = new ArrayList<>();
    String worstOf = "";
    double worst = 0;
    for (Map.Entry<String, UnaryOperator<Tensor>> entry : all().entrySet()) {
      UnaryOperator<Tensor> activation = entry.getValue();
      double[] values = activation.apply(x).toDoubles();
      double[] slopes = Gradients.of(activation.apply(x).sum(), x).get(x).toDoubles();
      row.add(figure(entry.getKey(), places, values, slopes));
      if (row.size() == 2) {
        notebook.figure(row.toArray(Figure[]::new));
        row.clear();
      }
      table.add(
          List.of(
              entry.getKey(),
              Numbers.fixed(Arrays.stream(values).min().orElseThrow(), 2),
              Numbers.fixed(Arrays.stream(values).max().orElseThrow(), 2),
              Numbers.fixed(Arrays.stream(slopes).min().orElseThrow(), 2),
              Numbers.fixed(Arrays.stream(slopes).max().orElseThrow(), 2)));
      if (!entry.getKey().equalsIgnoreCase("step")) {
        double[] numeric = FiniteDifferences.gradient(v -> activation.apply(v).sum(), x, 1e-6);
        for (int i = 0; i < numeric.length; i++) {
          double apart = Math.abs(numeric[i] - slopes[i]);
          worstOf = apart > worst ? entry.getKey() : worstOf;
          worst = Math.max(worst, apart);
        }
      }
    }
    row.forEach(notebook::figure);
    notebook.table(
        List.of("for x from −4 to 4", "#least value", "#largest", "#least slope", "#largest"),
        table);
    notebook.near(
        "largest slope of the sigmoid, at 0", 0.25, slope(Activation.sigmoid(), 0), 1e-12);
    notebook.near("largest slope of tanh, at 0", 1, slope(Activation.tanh(), 0), 1e-12);
    notebook.near("slope of the rectifier where it is on", 1, slope(Activation.relu(), 2), 0);
    notebook.near("and where it is off", 0, slope(Activation.relu(), -2), 0);
    notebook.holds(
        "every slope against centred differences; the worst is that of " + worstOf,
        "the same, within 10⁻⁶",
        "off by " + Numbers.significant(worst),
        worst < 1e-6);
    Tensor scores = Tensor.linspace(DType.FLOAT64, -1, 1, 5);
    notebook.near("a softmax sums to", 1, Activation.softmax(0).apply(scores).sum().item(), 1e-12);
  }

  private static double slope(Activation activation, double at) {
    Tensor x = Tensor.of(Shape.of(1), at);
    return Gradients.of(activation.apply(x).sum(), x).get(x).item();
  }

  private static Figure figure(String name, double[] places, double[] values, double[] slopes) {
    return new LineChart(
            name,
            new Axis("x", Axis.Kind.NUMBER),
            new Axis("value and slope", Axis.Kind.NUMBER),
            List.of(line("value", places, values), line("slope", places, slopes)))
        .figure();
  }

  /** A line that is broken where it jumps. */
  private static Series line(String name, double[] places, double[] values) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      if (i > 0 && Math.abs(values[i] - values[i - 1]) > JUMP) {
        points.add(new Point((places[i] + places[i - 1]) / 2, Double.NaN));
      }
      points.add(new Point(places[i], values[i]));
    }
    return new Series(name, points);
  }
}
