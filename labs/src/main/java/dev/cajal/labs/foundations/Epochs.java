package dev.cajal.labs.foundations;

import dev.cajal.backend.Shape;
import dev.cajal.classic.Samples;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.FirstValues;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.init.Initializer;
import dev.cajal.nn.init.Initializers;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Tensor;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.List;

/** The activations of each layer while nets learn that began differently. */
final class Epochs {
  private static final int LAYERS = 4;
  private static final int IMAGES = 400;

  private Epochs() {}

  static void run(Notebook notebook) {
    int steps = notebook.size(30, 400);
    notebook.heading("While the net learns");
    notebook.text(
        "Four layers of 50 tanh units and a softmax learn "
            + IMAGES
            + " drawn digits by gradient descent, rate 0.2. What began too small stays asleep for"
            + " long, its loss that of a guess, ln 10 = 2.303; what began too large wakes up"
            + " saturated; with Xavier's weights all layers take part from the first step.");
    Samples samples = Samples.of(DrawnDigits.dataset(IMAGES, notebook.seed(), "training"));
    List<Figure> figures = new ArrayList<>();
    List<Series> losses = new ArrayList<>();
    double[] last = new double[3];
    String[] names = {"N(0, 0.01)", "N(0, 1)", "Xavier"};
    Initializer[] rules = {
      Initializers.normal(0, 0.01), Initializers.normal(0, 1), Initializers.xavierUniform()
    };
    for (int r = 0; r < rules.length; r++) {
      double[][] spreads = learned(samples, rules[r], steps, notebook.seed());
      List<Series> lines = new ArrayList<>();
      for (int i = 1; i <= LAYERS; i++) {
        lines.add(Series.fromOne("layer " + i, spreads[i]));
      }
      figures.add(chart(names[r] + ": activations", "root mean square", lines));
      losses.add(Series.fromOne(names[r], spreads[0]));
      last[r] = spreads[0][steps - 1];
    }
    figures.add(chart("Loss", "cross-entropy", losses));
    notebook.figure(figures.get(0), figures.get(1));
    notebook.figure(figures.get(2), figures.get(3));
    notebook.holds(
        "loss after %d steps, Xavier; N(0, 0.01) has %s"
            .formatted(steps, Numbers.significant(last[0])),
        "lower",
        Numbers.significant(last[2]),
        last[2] < last[0]);
    notebook.note("the same, N(0, 1)", "", Numbers.significant(last[1]));
  }

  private static Figure chart(String title, String y, List<Series> lines) {
    return new LineChart(
            title, new Axis("step", Axis.Kind.INTEGER), new Axis(y, Axis.Kind.NUMBER), lines)
        .figure();
  }

  /** The loss at each step, and the root mean square of the activations of each layer. */
  private static double[][] learned(Samples samples, Initializer rule, int steps, long seed) {
    List<Module> parts = new ArrayList<>();
    for (int i = 0; i < LAYERS; i++) {
      parts.add(new Linear(50));
      parts.add(Activation.tanh());
    }
    parts.add(new Linear(10));
    Module model = new Sequential(parts.toArray(Module[]::new)).build(Shape.of(784), seed);
    FirstValues.draw(model, "*.weight", rule, seed);
    List<Tensor> outputs = new ArrayList<>();
    Tensor x = samples.features();
    for (int i = 0; i < parts.size(); i++) {
      x = model.module(Integer.toString(i)).apply(x);
      if (i % 2 == 1) {
        outputs.add(x.square().mean().sqrt());
      }
    }
    Tensor loss = Losses.crossEntropy(x, samples.labels());
    outputs.addFirst(loss);
    Updates updates = new Updates(Sgd.of(0.2), model.parameters());
    Step step =
        Step.compile(outputs, List.of(loss), updates.of(Gradients.of(loss, model.parameters())));
    double[][] found = new double[LAYERS + 1][steps];
    for (int s = 0; s < steps; s++) {
      step.run();
      for (int i = 0; i <= LAYERS; i++) {
        found[i][s] = step.scalar(i);
      }
    }
    return found;
  }
}
