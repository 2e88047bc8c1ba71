package dev.cajal.labs.foundations;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.classic.Samples;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.FirstValues;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.init.Gains;
import dev.cajal.nn.init.Initializer;
import dev.cajal.nn.init.Initializers;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** What becomes of gradients in deep nets. */
final class Vanishing {
  static final Lab LAB =
      new Lab(
          "vanishing-gradient",
          Lecture.TRAINING,
          List.of("A27"),
          "Through thirty layers of sigmoids nearly no gradient arrives; rectifiers, suitable"
              + " weights or batch normalisation let it pass.",
          Vanishing::vanishing);

  private static final int DEPTH = 30;
  private static final int WIDTH = 64;
  private static final int BATCH = 64;

  private Vanishing() {}

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
                "Through sigmoids alone, no gradient reaches the first layers",
                new Axis("layer", Axis.Kind.INTEGER),
                new Axis("length of the gradient", Axis.Kind.LOG),
                List.of(
                    Series.fromOne("sigmoid", sigmoid),
                    Series.fromOne("tanh, Xavier", tanh),
                    Series.fromOne("ReLU, He", relu),
                    Series.fromOne("sigmoid, batch norm", normed)))
            .figure());
    notebook.holds(
        "gradient of the first layer over that of the last, sigmoid",
        "vanishes: below 10⁻¹⁰",
        ratio(sigmoid),
        value(sigmoid) < 1e-10);
    notebook.holds(
        "the same, tanh with Xavier's weights",
        "between 1/1,000 and 1,000",
        ratio(tanh),
        value(tanh) > 1e-3 && value(tanh) < 1e3);
    notebook.holds(
        "the same, ReLU with He's weights",
        "between 1/1,000 and 1,000",
        ratio(relu),
        value(relu) > 1e-3 && value(relu) < 1e3);
    notebook.holds(
        "the same, sigmoid with batch normalisation",
        "at least 10⁶ times that of sigmoids alone",
        ratio(normed),
        value(normed) > 1e6 * value(sigmoid));
    rules(notebook);
    speeds(notebook);
  }

  /** ∂C/∂b₁ = σ′(z₁)·w₂·σ′(z₂)·w₃·…: every factor σ′ is at most a quarter. */
  private static void chain(Notebook notebook) {
    notebook.heading("A chain of sigmoids");
    notebook.text(
        "One unit after the other with weights 1, as in the notes: ∂a/∂b₁ is a product of slopes"
            + " σ′, and none of them is above a quarter.");
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
                "Each sigmoid takes at least three quarters of the slope",
                new Axis("units in the chain", Axis.Kind.INTEGER),
                new Axis("∂a/∂b₁", Axis.Kind.LOG),
                List.of(new Series("∂a/∂b₁", points)))
            .figure());
    notebook.holds(
        "derivative through twelve units",
        "below (1/4)¹² = 5.96·10⁻⁸",
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
              rule.name(), Numbers.significant(norms[0]), Numbers.significant(norms[DEPTH - 1])));
    }
    notebook.text(
        "A net of rectifiers without biases is homogeneous: with weights s times as large, every"
            + " gradient is s⁵⁹ times as large, its loss squared counted. So here all layers vanish"
            + " or explode together, and the scale of the first weights is all that matters.");
    notebook.table(List.of("first weights", "#gradient of layer 1", "#gradient of layer 30"), rows);
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
    x.set(Starts.normal(BATCH, WIDTH, seed).cast(DType.FLOAT64).values());
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

  /** How fast each layer of a sigmoid net learns. */
  private static void speeds(Notebook notebook) {
    notebook.heading("How fast each layer learns");
    int steps = notebook.size(40, 300);
    int layers = 4;
    notebook.text(
        "Four hidden layers of 30 sigmoid units, Xavier's weights, learn 500 drawn digits by"
            + " gradient descent at rate 1: the length of ∂C/∂b of each layer, step by step. Before"
            + " the first step every layer has a shorter gradient than the one above it, the first"
            + " by far. Within ten steps the scores have learned how often each digit comes, the"
            + " long gradients above are gone, and the net rests on a plateau; there all four are"
            + " about as long, and which of them leads changes with the seed. So what the notes say"
            + " shows at the start; that first layers stay the slowest did not show.");
    Dataset digits = DrawnDigits.dataset(500, notebook.seed(), "training");
    Samples samples = Samples.of(digits);
    List<Module> parts = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      parts.add(new Linear(30));
      parts.add(Activation.sigmoid());
    }
    parts.add(new Linear(10));
    Module model =
        new Sequential(parts.toArray(Module[]::new)).build(Shape.of(784), notebook.seed());
    FirstValues.draw(model, "*.weight", Initializers.xavierUniform(), notebook.seed());
    Tensor loss = Losses.crossEntropy(model.apply(samples.features()), samples.labels());
    Gradients gradients = Gradients.of(loss, model.parameters());
    Updates updates = new Updates(Sgd.of(1), model.parameters());
    List<Tensor> outputs = new ArrayList<>(List.of(loss));
    for (int i = 0; i < layers; i++) {
      outputs.add(gradients.get(model.variable(2 * i + ".bias")).square().sum().sqrt());
    }
    Step step = Step.compile(outputs, List.of(loss), updates.of(gradients));
    double[][] lengths = new double[layers][steps];
    for (int s = 0; s < steps; s++) {
      step.run();
      for (int i = 0; i < layers; i++) {
        lengths[i][s] = step.scalar(i + 1);
      }
    }
    List<Series> lines = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      lines.add(Series.fromOne("layer " + (i + 1), lengths[i]));
    }
    notebook.figure(
        new LineChart(
                "Before the first step, each layer is slower than the next",
                new Axis("step", Axis.Kind.LOG),
                new Axis("length of ∂C/∂b", Axis.Kind.LOG),
                lines)
            .figure());
    double[] begin = Arrays.stream(lengths).mapToDouble(layer -> layer[0]).toArray();
    notebook.holds(
        "∂C/∂b of layers 1 to 4 before the first step",
        "each shorter than the next, the first less than a tenth of the last",
        String.join(" < ", Arrays.stream(begin).mapToObj(Numbers::significant).toList()),
        begin[0] < begin[1]
            && begin[1] < begin[2]
            && begin[2] < begin[3]
            && begin[0] < begin[3] / 10);
    double first = Arrays.stream(lengths[0]).average().orElseThrow();
    double fourth = Arrays.stream(lengths[layers - 1]).average().orElseThrow();
    notebook.note(
        "mean ∂C/∂b of layers 1 and 4 over all steps",
        "the first is slowest; not demanded",
        Numbers.significant(first) + " and " + Numbers.significant(fourth));
  }
}
