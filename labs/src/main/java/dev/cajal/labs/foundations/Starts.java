package dev.cajal.labs.foundations;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.FirstValues;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.init.Initializer;
import dev.cajal.nn.init.Initializers;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Histogram;
import dev.cajal.viz.chart.HistogramSheet;
import dev.cajal.viz.chart.MatrixFigure;
import java.util.ArrayList;
import java.util.List;

/** Where weights begin, and what becomes of signals and gradients in deep nets. */
final class Starts {
  static final Lab SYMMETRY =
      new Lab(
          "symmetry",
          Lecture.LOOKING_INSIDE,
          List.of("A26"),
          "Units that begin alike stay alike: weights must break the symmetry.",
          Starts::symmetry);

  static final Lab HISTOGRAMS =
      new Lab(
          "init-histograms",
          Lecture.LOOKING_INSIDE,
          List.of("A26"),
          "The scale of the first weights decides whether activations die out, saturate or keep"
              + " their spread; their distribution hardly matters.",
          Starts::histograms);

  private Starts() {}

  private static void symmetry(Notebook notebook) {
    notebook.text(
        "A net of eight hidden units learns XOR-like data by a hundred steps. Begun with equal"
            + " weights, all units get equal gradients; begun at random, they part.");
    Tensor alike = learned(Initializers.constant(0.3), notebook.seed());
    Tensor apart = learned(Initializers.uniform(-0.3, 0.3), notebook.seed());
    double equal = spread(alike);
    double random = spread(apart);
    notebook.table(
        List.of("first weights", "#largest difference between two units after 100 steps"),
        List.of(
            List.of("all 0.3", Numbers.significant(equal)),
            List.of("uniform in ±0.3", Numbers.significant(random))));
    notebook.text("The weights of the eight units (columns) from the two inputs (rows), then:");
    notebook.figure(
        MatrixFigure.of("All began with 0.3", 8, alike.transpose().toDoubles()).figure(),
        MatrixFigure.of("Begun uniform in ±0.3", 8, apart.transpose().toDoubles()).figure());
    notebook.near("equal start: difference between units", 0, equal, 1e-12);
    notebook.holds("random start", "units differ", Numbers.significant(random), random > 0.1);
  }

  /** The weights [units, inputs] of the hidden layer after learning. */
  private static Tensor learned(Initializer rule, long seed) {
    Module model = new Sequential(new Linear(8), Activation.tanh(), new Linear(1));
    model.build(Shape.of(2), DType.FLOAT64, seed);
    FirstValues.draw(model, "*.weight", rule, seed);
    new Xor(model, Sgd.of(0.5)).run(100);
    return model.variable("0.weight").tensor();
  }

  private static double spread(Tensor weight) {
    return weight.max(0).sub(weight.min(0)).max().item();
  }

  private static void histograms(Notebook notebook) {
    notebook.text(
        "Five layers of 200 tanh units on normal inputs, as in Glorot and Bengio 2010. N(0, σ)"
            + " draws weights of deviation σ. Too small weights let the signal die out, too large"
            + " ones saturate every unit; the table has the root mean square of the activations.");
    List<List<String>> rows = new ArrayList<>();
    List<Histogram> charts = new ArrayList<>();
    long seed = notebook.seed();
    double small = layers(charts, rows, "N(0, 0.01)", Initializers.normal(0, 0.01), seed);
    double large = layers(charts, rows, "N(0, 1)", Initializers.normal(0, 1), seed);
    double xavier = layers(charts, rows, "Xavier, uniform", Initializers.xavierUniform(), seed);
    double normal = layers(charts, rows, "Xavier, normal", Initializers.xavierNormal(), seed);
    notebook.figure(new HistogramSheet("Activations", charts, 4).figure());
    notebook.table(
        List.of(
            "first weights",
            "#layer 1",
            "#layer 2",
            "#layer 3",
            "#layer 4",
            "#layer 5",
            "#above 0.95 in layer 5"),
        rows);
    notebook.holds(
        "spread in layer 5, N(0, 0.01)", "all but 0", Numbers.significant(small), small < 0.01);
    notebook.holds(
        "spread in layer 5, N(0, 1)", "near 1: saturated", Numbers.significant(large), large > 0.9);
    notebook.holds(
        "spread in layer 5, Xavier",
        "kept: between 0.2 and 0.8",
        Numbers.significant(xavier),
        xavier > 0.2 && xavier < 0.8);
    notebook.near(
        "Xavier, normal instead of uniform at equal variance", xavier, normal, 0.1 * xavier);
    Epochs.run(notebook);
  }

  private static double layers(
      List<Histogram> charts, List<List<String>> rows, String name, Initializer rule, long seed) {
    List<Module> parts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      parts.add(new Linear(200));
      parts.add(Activation.tanh());
    }
    Module model = new Sequential(parts.toArray(Module[]::new));
    model.build(Shape.of(200), seed);
    FirstValues.draw(model, "*.weight", rule, seed);
    Tensor x = normal(200, 200, seed);
    List<String> row = new ArrayList<>(List.of(name));
    double deviation = 0;
    double saturated = 0;
    for (int i = 0; i < 5; i++) {
      x =
          model
              .module(Integer.toString(2 * i + 1))
              .apply(model.module(Integer.toString(2 * i)).apply(x));
      float[] values = x.toArray();
      Tensor kept = Tensor.of(x.shape(), values);
      deviation = kept.square().mean().sqrt().item();
      saturated = kept.abs().greater(0.95).cast(DType.FLOAT32).mean().item();
      row.add(Numbers.significant(deviation));
      if (i == 0 || i == 4) {
        charts.add(Histogram.between(name + ": layer " + (i + 1), "activation", values, -1, 1, 41));
      }
      x = kept;
    }
    row.add(Numbers.percent(saturated, 1));
    rows.add(row);
    return deviation;
  }

  /** Normal numbers, [rows, columns]. */
  static Tensor normal(long rows, long columns, long seed) {
    Variable target = new Variable("x", TensorType.float32(rows, columns));
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    state.set(Tensor.of(Shape.of(2), seed, 7L).values());
    Initializers.normal(0, 1).initialise(target, Trace.training(state));
    return Tensor.of(target.type().shape(), target.tensor().toArray());
  }
}
