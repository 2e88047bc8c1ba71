package dev.cajal.labs.learning;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.FirstValues;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.init.Gains;
import dev.cajal.nn.init.Initializer;
import dev.cajal.nn.init.Initializers;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.Histogram;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

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

  static final Lab VANISHING =
      new Lab(
          "vanishing-gradient",
          Lecture.TRAINING,
          List.of("A27"),
          "Through thirty layers of sigmoids nearly no gradient arrives; rectifiers, suitable"
              + " weights or batch normalisation let it pass.",
          Starts::vanishing);

  private static final int DEPTH = 30;
  private static final int WIDTH = 64;
  private static final int BATCH = 64;

  private Starts() {}

  private static void symmetry(Notebook notebook) {
    notebook.text(
        "A net of eight hidden units learns XOR-like data by a hundred steps. Begun with equal"
            + " weights, all units get equal gradients; begun at random, they part.");
    double equal = spread(Initializers.constant(0.3), notebook.seed());
    double random = spread(Initializers.uniform(-0.3, 0.3), notebook.seed());
    notebook.table(
        List.of("first weights", "#largest difference between two units after 100 steps"),
        List.of(
            List.of("all 0.3", Numbers.significant(equal)),
            List.of("uniform in ±0.3", Numbers.significant(random))));
    notebook.near("equal start: difference between units", 0, equal, 1e-12);
    notebook.holds("random start", "units differ", Numbers.significant(random), random > 0.1);
  }

  private static double spread(Initializer rule, long seed) {
    Module model = new Sequential(new Linear(8), Activation.tanh(), new Linear(1));
    model.build(Shape.of(2), DType.FLOAT64, seed);
    FirstValues.draw(model, "*.weight", rule, seed);
    new Xor(model, Sgd.of(0.5)).run(100);
    Tensor weight = model.variable("0.weight").tensor();
    return weight.max(0).sub(weight.min(0)).max().item();
  }

  private static void histograms(Notebook notebook) {
    notebook.text(
        "Five layers of 200 tanh units on normal inputs, as in Glorot and Bengio 2010. Too small"
            + " weights let the signal die out, too large ones saturate every unit.");
    List<List<String>> rows = new ArrayList<>();
    double small = layers(notebook, rows, "N(0, 0.01)", Initializers.normal(0, 0.01));
    double large = layers(notebook, rows, "N(0, 1)", Initializers.normal(0, 1));
    double xavier = layers(notebook, rows, "Xavier, uniform", Initializers.xavierUniform());
    double normal = layers(notebook, rows, "Xavier, normal", Initializers.xavierNormal());
    notebook.table(
        List.of("first weights", "#layer 1", "#2", "#3", "#4", "#5", "#saturated in 5"), rows);
    notebook.holds(
        "deviation in layer 5, N(0, 0.01)", "all but 0", Numbers.significant(small), small < 0.01);
    notebook.holds(
        "deviation in layer 5, N(0, 1)",
        "near 1: saturated",
        Numbers.significant(large),
        large > 0.9);
    notebook.holds(
        "deviation in layer 5, Xavier",
        "kept",
        Numbers.significant(xavier),
        xavier > 0.2 && xavier < 0.8);
    notebook.near(
        "Xavier, normal instead of uniform at equal variance", xavier, normal, 0.1 * xavier);
  }

  private static double layers(
      Notebook notebook, List<List<String>> rows, String name, Initializer rule) {
    List<Module> parts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      parts.add(new Linear(200));
      parts.add(Activation.tanh());
    }
    Module model = new Sequential(parts.toArray(Module[]::new));
    model.build(Shape.of(200), notebook.seed());
    FirstValues.draw(model, "*.weight", rule, notebook.seed());
    Tensor x = normal(200, 200, notebook.seed());
    List<String> row = new ArrayList<>(List.of(name));
    List<Figure> figures = new ArrayList<>();
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
        figures.add(Histogram.of(name + ": layer " + (i + 1), "activation", values, 40).figure());
      }
      x = kept;
    }
    row.add(Numbers.percent(saturated, 1));
    rows.add(row);
    notebook.figure(figures.toArray(Figure[]::new));
    return deviation;
  }

  private static void vanishing(Notebook notebook) {
    chain(notebook);
    notebook.heading("Thirty layers");
    notebook.text(
        "The length of the gradient of each weight, before any learning, in nets of thirty layers"
            + " of 64 units on normal inputs.");
    double[] sigmoid =
        norms(
            Activation::sigmoid,
            Initializers.normal(0, 1 / Math.sqrt(WIDTH)),
            false,
            notebook.seed());
    double[] tanh =
        norms(Activation::tanh, Initializers.xavierUniform(Gains.linear()), false, notebook.seed());
    double[] relu = norms(Activation::relu, Initializers.heNormal(), false, notebook.seed());
    double[] normed =
        norms(
            Activation::sigmoid,
            Initializers.normal(0, 1 / Math.sqrt(WIDTH)),
            true,
            notebook.seed());
    notebook.figure(
        new LineChart(
                "Gradient of the weights by layer",
                new Axis("layer", Axis.Kind.INTEGER),
                new Axis("length of the gradient", Axis.Kind.LOG),
                List.of(
                    Series.fromOne("sigmoid", sigmoid),
                    Series.fromOne("tanh, Xavier", tanh),
                    Series.fromOne("ReLU, He", relu),
                    Series.fromOne("sigmoid, batch norm", normed)))
            .figure());
    notebook.holds(
        "first over last layer, sigmoid",
        "vanishes: below 1e-10",
        ratio(sigmoid),
        value(sigmoid) < 1e-10);
    notebook.holds(
        "tanh with Xavier's weights",
        "within a factor of 1000",
        ratio(tanh),
        value(tanh) > 1e-3 && value(tanh) < 1e3);
    notebook.holds(
        "ReLU with He's weights",
        "within a factor of 1000",
        ratio(relu),
        value(relu) > 1e-3 && value(relu) < 1e3);
    notebook.holds(
        "sigmoid with batch normalisation",
        "at least 1e6 times that of sigmoids alone",
        ratio(normed),
        value(normed) > 1e6 * value(sigmoid));
    rules(notebook);
  }

  /** ∂C/∂b₁ = σ′(z₁)·w₂·σ′(z₂)·w₃·…: every factor σ′ is at most a quarter. */
  private static void chain(Notebook notebook) {
    notebook.heading("A chain of sigmoids");
    List<Point> points = new ArrayList<>();
    double last = 0;
    for (int depth = 1; depth <= 12; depth++) {
      Tensor bias = Tensor.scalar(DType.FLOAT64, 0);
      Tensor a = bias.sigmoid();
      for (int i = 1; i < depth; i++) {
        a = a.sigmoid();
      }
      last = Gradients.of(a, bias).get(bias).item();
      points.add(new Point(depth, last));
    }
    notebook.figure(
        new LineChart(
                "∂a/∂b₁ of a chain of sigmoids with weights 1",
                new Axis("units", Axis.Kind.INTEGER),
                new Axis("derivative", Axis.Kind.LOG),
                List.of(new Series("derivative", points)))
            .figure());
    notebook.holds(
        "twelve units",
        "below (1/4)¹² = 5.96e−08",
        Numbers.significant(last),
        last < Math.pow(0.25, 12));
  }

  private static void rules(Notebook notebook) {
    notebook.heading("Each rule on thirty rectifiers");
    record Rule(String name, Initializer rule) {}
    List<Rule> rules =
        List.of(
            new Rule("N(0, 0.01)", Initializers.normal(0, 0.01)),
            new Rule("LeCun", Initializers.lecunNormal()),
            new Rule("Xavier", Initializers.xavierNormal()),
            new Rule("He", Initializers.heNormal()),
            new Rule("orthogonal, gain √2", Initializers.orthogonal(Gains.relu())),
            new Rule("random walk", Initializers.randomWalk()));
    List<List<String>> rows = new ArrayList<>();
    for (Rule rule : rules) {
      double[] norms = norms(Activation::relu, rule.rule(), false, notebook.seed());
      rows.add(
          List.of(
              rule.name(),
              Numbers.significant(norms[0]),
              Numbers.significant(norms[DEPTH - 1]),
              ratio(norms)));
    }
    notebook.table(
        List.of("first weights", "#gradient of layer 1", "#of layer 30", "#ratio"), rows);
  }

  private static double[] norms(
      Supplier<Activation> activation, Initializer rule, boolean normed, long seed) {
    List<Module> parts = new ArrayList<>();
    for (int i = 0; i < DEPTH; i++) {
      parts.add(new Linear(WIDTH));
      if (normed) {
        parts.add(new BatchNorm());
      }
      parts.add(activation.get());
    }
    Module model = new Sequential(parts.toArray(Module[]::new));
    model.build(Shape.of(WIDTH), DType.FLOAT64, seed);
    int every = normed ? 3 : 2;
    for (int i = 0; i < DEPTH; i++) {
      FirstValues.draw(model, every * i + ".weight", rule, seed);
    }
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    Variable x = new Variable("x", new TensorType(DType.FLOAT64, Shape.of(BATCH, WIDTH)));
    x.set(normal(BATCH, WIDTH, seed).cast(DType.FLOAT64).values());
    Tensor out = model.apply(x.tensor(Trace.training(state)));
    Gradients gradients = Gradients.of(out.square().mean(), model.parameters());
    Tensor[] norms = new Tensor[DEPTH];
    Arrays.setAll(
        norms, i -> gradients.get(model.variable(every * i + ".weight")).square().sum().sqrt());
    Tensor.evaluate(norms);
    return Arrays.stream(norms).mapToDouble(Tensor::item).toArray();
  }

  private static double value(double[] norms) {
    return norms[0] / norms[DEPTH - 1];
  }

  private static String ratio(double[] norms) {
    return Numbers.significant(value(norms));
  }

  private static Tensor normal(long rows, long columns, long seed) {
    Variable target = new Variable("x", TensorType.float32(rows, columns));
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    state.set(Tensor.of(Shape.of(2), seed, 7L).values());
    Initializers.normal(0, 1).initialise(target, Trace.training(state));
    return Tensor.of(target.type().shape(), target.tensor().toArray());
  }
}
