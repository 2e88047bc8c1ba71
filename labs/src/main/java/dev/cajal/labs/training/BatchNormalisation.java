package dev.cajal.labs.training;

import static dev.cajal.nn.Kernel.kernel;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.GroupNorm;
import dev.cajal.nn.Identity;
import dev.cajal.nn.InstanceNorm;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.transform.Preprocessing;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.train.DivergedException;
import dev.cajal.nn.train.Evaluation;
import dev.cajal.nn.train.EvaluationOptions;
import dev.cajal.nn.train.Pipeline;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.viz.chart.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** What normalising hidden units does for training, and what becomes of it in use. */
final class BatchNormalisation {
  static final Lab LAB =
      new Lab(
          "batch-norm",
          Lecture.LOOKING_INSIDE,
          List.of("A28"),
          "Hidden units normalised by the statistics of a batch learn at rates at which others"
              + " fail, and their inputs shift less; in use running averages stand in for the"
              + " batch.",
          BatchNormalisation::run);

  private record Kind(String name, Supplier<Module> norm) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("none", Identity::new),
          new Kind("batch", BatchNorm::new),
          new Kind("layer", () -> new GroupNorm(1)),
          new Kind("group", () -> new GroupNorm(4)),
          new Kind("instance", () -> new InstanceNorm(InstanceNorm.DEFAULT.affine(true))));

  private BatchNormalisation() {}

  private static void run(Notebook notebook) throws IOException {
    equation(notebook);
    rates(notebook);
    CovariateShift.show(notebook);
    SingleExamples.show(notebook);
  }

  private static void equation(Notebook notebook) {
    notebook.heading("The equation");
    notebook.text(
        "H′ = (H − μ)/σ with σ = √(δ + variance), then γH′ + β. A batch of 64 rows of 8 units with"
            + " means from −4 to 3 and deviations from 1 to 8; the last unit says the same for"
            + " every row.");
    Random random = new Random(notebook.seed());
    double[] values = new double[64 * 8];
    for (int i = 0; i < values.length; i++) {
      int unit = i % 8;
      values[i] = unit == 7 ? 3 : unit - 4 + (unit + 1) * random.nextGaussian();
    }
    BatchNorm norm = new BatchNorm();
    norm.build(Shape.of(8), DType.FLOAT64, notebook.seed());
    Variable x = new Variable("h", new TensorType(DType.FLOAT64, Shape.of(64, 8)));
    x.set(values);
    Tensor plain = output(norm, x).slice(1, 0, 7);
    notebook.near(
        "largest mean of a unit, γ = 1 and β = 0", 0, plain.mean(0).abs().max().item(), 1e-12);
    notebook.near("smallest deviation of a unit", 1, deviation(plain).min().item(), 1e-4);
    notebook.near("largest deviation of a unit", 1, deviation(plain).max().item(), 1e-4);
    norm.variable("weight").fill(2.5);
    norm.variable("bias").fill(-1);
    Tensor moved = output(norm, x);
    notebook.near("mean, γ = 2.5 and β = −1: any mean is possible", -1, moved.mean().item(), 1e-12);
    notebook.near("deviation: and any deviation", 2.5, deviation(moved).max().item(), 1e-3);
    Tensor constant = moved.slice(1, 7, 8);
    notebook.near("a unit that says the same for all", -1, constant.max().item(), 1e-12);
    Tensor again = output(norm, x);
    Tensor slope = Gradients.of(again.square().sum(), List.of(x)).get(x);
    double length = slope.square().sum().sqrt().item();
    notebook.holds(
        "its gradient, where √ has none without δ",
        "finite",
        "length of all: " + Numbers.significant(length),
        Double.isFinite(length));
  }

  private static Tensor output(Module norm, Variable x) {
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    return norm.apply(x.tensor(Trace.training(state)));
  }

  private static Tensor deviation(Tensor h) {
    return h.sub(h.mean(0)).square().mean(0).sqrt();
  }

  private static void rates(Notebook notebook) throws IOException {
    notebook.heading("Learning rates");
    int images = notebook.size(400, 800);
    int epochs = 3;
    int seeds = notebook.size(1, 3);
    double[] rates = notebook.quick() ? new double[] {0.1, 0.3} : new double[] {0.03, 0.1, 0.3, 1};
    List<Kind> kinds = notebook.quick() ? KINDS.subList(0, 2) : KINDS;
    notebook.text(
        "Four convolutions with sigmoids and a linear layer learn "
            + Numbers.count(images)
            + " drawn digits (generated) for "
            + epochs
            + " epochs of plain gradient descent in batches of 16, with a normalisation before each"
            + " sigmoid or none; 500 other digits judge, "
            + seeds
            + (seeds == 1 ? " seed." : " seeds, bands of one standard deviation.")
            + " A run that diverges counts as a guess, 10 %.");
    List<Series> lines = new ArrayList<>();
    double[][] means = new double[kinds.size()][];
    for (int k = 0; k < kinds.size(); k++) {
      List<double[]> runs = new ArrayList<>();
      for (int s = 0; s < seeds; s++) {
        runs.add(accuracies(kinds.get(k).norm(), rates, images, epochs, notebook.seed() + s));
      }
      Series line = Series.ofRuns(kinds.get(k).name(), rates, runs);
      lines.add(line);
      means[k] = line.points().stream().mapToDouble(point -> point.y()).toArray();
    }
    List<List<String>> rows = new ArrayList<>();
    for (int r = 0; r < rates.length; r++) {
      List<String> row = new ArrayList<>(List.of(Double.toString(rates[r])));
      for (Series line : lines) {
        row.add(new Spread(line.points().get(r).y(), spread(line, r)).percent(1));
      }
      rows.add(row);
    }
    List<String> head = new ArrayList<>(List.of("#rate"));
    kinds.forEach(kind -> head.add("#" + kind.name()));
    notebook.table(head, rows);
    if (notebook.quick()) {
      notebook.figure(chart("Accuracy by learning rate", lines));
    } else {
      notebook.figure(
          chart("Without normalisation it does not learn", lines.subList(0, 2)),
          chart("Normalisations that need no batch", lines.subList(2, 5)));
    }
    findings(notebook, kinds, means);
  }

  private static double spread(Series line, int at) {
    return line.spread().get(at);
  }

  private static void findings(Notebook notebook, List<Kind> kinds, double[][] means) {
    double without = best(means[0]);
    for (int k = 1; k < kinds.size(); k++) {
      String what = "best accuracy of all rates, without and with " + kinds.get(k).name() + " norm";
      String found = Numbers.percent(without, 1) + " and " + Numbers.percent(best(means[k]), 1);
      if (k == 1) {
        notebook.holds(what, "a guess, and much more", found, best(means[k]) > without + 0.2);
      } else {
        notebook.note(what, "nothing is claimed of it", found);
      }
    }
  }

  private static double best(double[] accuracies) {
    return Arrays.stream(accuracies).max().orElseThrow();
  }

  private static Figure chart(String title, List<Series> lines) {
    return new LineChart(
            title,
            new Axis("learning rate", Axis.Kind.LOG),
            new Axis("digits recognised", Axis.Kind.PERCENT),
            lines)
        .figure();
  }

  private static double[] accuracies(
      Supplier<Module> norm, double[] rates, int images, int epochs, long seed) throws IOException {
    Dataset train = DrawnDigits.dataset(images, seed, "training");
    Dataset test = DrawnDigits.dataset(500, seed, "test");
    var prepare = Preprocessing.STANDARDIZE.fit(train);
    double[] found = new double[rates.length];
    for (int i = 0; i < rates.length; i++) {
      Module model = net(norm, seed);
      TrainerOptions options =
          TrainerOptions.of(Sgd.of(rates[i]))
              .epochs(epochs)
              .batch(16)
              .seed(seed)
              .pipeline(Pipeline.plain().prepare(prepare));
      try {
        new Trainer(model, options).train(train);
        found[i] =
            Evaluation.of(model, test, EvaluationOptions.plain().prepare(prepare))
                .metrics()
                .accuracy();
      } catch (DivergedException e) {
        found[i] = 0.1;
      }
    }
    return found;
  }

  private static Module net(Supplier<Module> norm, long seed) {
    Sequential net = new Sequential();
    net.then(new Conv2d(8, kernel(4).stride(2))).then(norm.get()).then(Activation.sigmoid());
    net.then(new Conv2d(16, kernel(3).stride(2))).then(norm.get()).then(Activation.sigmoid());
    for (int i = 0; i < 2; i++) {
      net.then(new Conv2d(16, kernel(3).padding(1))).then(norm.get()).then(Activation.sigmoid());
    }
    net.then(new Flatten()).then(new Linear(10));
    return net.build(Shape.of(1, 28, 28), seed);
  }
}
