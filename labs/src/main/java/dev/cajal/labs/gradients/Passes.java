package dev.cajal.labs.gradients;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.loss.Losses;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.zoo.Zoo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What a loss costs with all its derivatives, in passes that compute the loss alone. */
final class Passes {
  private static final int BATCH = 64;
  private static final double ROUND = 3e5;

  private final String name;
  private final long weights;
  private final Step forward;
  private final Step both;

  private Passes(String name, Module model, Shape sample, int classes, long seed) {
    this.name = name;
    model.build(sample, seed);
    Variable x = new Variable("x", TensorType.float32(BATCH).with(Shape.of(BATCH).concat(sample)));
    Variable y = new Variable("y", TensorType.float32(BATCH, classes));
    Random random = new Random(seed);
    x.set(random.doubles(x.type().shape().count(), -1, 1).toArray());
    y.set(random.doubles(y.type().shape().count()).toArray());
    Tensor loss = Losses.mse(model.apply(x.tensor()), y.tensor());
    Gradients gradients = Gradients.of(loss, model.parameters());
    List<Tensor> all = new ArrayList<>(List.of(loss));
    model.parameters().forEach(p -> all.add(gradients.get(p)));
    weights = model.parameters().stream().mapToLong(p -> p.type().shape().count()).sum();
    forward = Step.compile(loss);
    both = Step.compile(all.toArray(Tensor[]::new));
  }

  static void show(Notebook notebook) {
    notebook.heading("What a gradient costs");
    notebook.text(
        "The loss of a net on "
            + BATCH
            + " samples, alone and with its derivatives by all W weights. Counted: multiplications"
            + " of both, over those of the loss alone. A product of matrices needs two more"
            + " backwards, one for the weights and one for the inputs, which gives 3; less where no"
            + " derivative by the samples is asked. Timed: seconds of both over seconds of the"
            + " loss, measured in turns; the fastest rounds and, in brackets, the middle half of"
            + " all, which other programs on the machine disturb. Differences need W + 1 losses for"
            + " the same.");
    List<Passes> nets = new ArrayList<>();
    for (int width : notebook.quick() ? new int[] {16, 128} : new int[] {16, 64, 256, 1024}) {
      Module mlp =
          new Sequential(
              new Linear(width),
              Activation.sigmoid(),
              new Linear(width),
              Activation.sigmoid(),
              new Linear(10));
      nets.add(new Passes("three layers of " + width, mlp, Shape.of(width), 10, notebook.seed()));
    }
    nets.add(
        new Passes("LeNet-5", Zoo.create("lenet5", 10), Shape.of(1, 28, 28), 10, notebook.seed()));
    for (Passes net : nets) {
      net.warmUp(notebook.size(50_000_000, 500_000_000));
    }
    List<List<String>> rows = new ArrayList<>();
    List<Point> counted = new ArrayList<>();
    List<Point> timed = new ArrayList<>();
    List<Point> differences = new ArrayList<>();
    for (Passes net : nets) {
      Timed ratio = net.timed(notebook.size(21, 201));
      rows.add(
          List.of(
              net.name,
              Numbers.count(net.weights),
              Numbers.fixed(net.counted(), 2),
              ratio.toString(),
              Numbers.count(net.weights + 1)));
      if (net != nets.getLast()) {
        counted.add(new Point(net.weights, net.counted()));
        timed.add(new Point(net.weights, ratio.fastest()));
        differences.add(new Point(net.weights, net.weights + 1));
      }
    }
    notebook.table(List.of("net", "#weights W", "#counted", "#timed", "#differences, W + 1"), rows);
    notebook.figure(
        new LineChart(
                "A loss with all its derivatives, nets of three layers",
                new Axis("weights W", Axis.Kind.LOG),
                new Axis("passes that compute the loss", Axis.Kind.LOG),
                List.of(
                    new Series("differences", differences),
                    new Series("reverse mode, timed", timed),
                    new Series("counted", counted)))
            .figure());
    demand(notebook, nets, rows, timed);
  }

  private static void demand(
      Notebook notebook, List<Passes> nets, List<List<String>> rows, List<Point> timed) {
    notebook.holds(
        "a loss with all its derivatives, in passes that compute the loss, counted",
        "at most 3: a gradient costs two",
        String.join(", ", rows.stream().map(row -> row.get(2)).toList()),
        nets.stream().allMatch(net -> net.counted() > 2 && net.counted() <= 3.05));
    for (List<String> row : rows) {
      notebook.note(
          "timed, " + row.getFirst(), "about 3; short steps have other costs", row.get(3));
    }
    Point widest = timed.getLast();
    notebook.holds(
        "timed, " + Numbers.count((long) widest.x()) + " weights",
        "below a hundredth of the W + 1 passes of differences",
        Numbers.fixed(widest.y(), 2),
        widest.y() < (widest.x() + 1) / 100);
  }

  private double counted() {
    return (double) both.plan().cost().multiplications() / forward.plan().cost().multiplications();
  }

  /** Seconds of both over those of the loss: the fastest rounds, and half of all ratios. */
  private record Timed(double fastest, double lower, double upper) {
    @Override
    public String toString() {
      return Numbers.fixed(fastest, 2)
          + " ("
          + Numbers.fixed(lower, 2)
          + " to "
          + Numbers.fixed(upper, 2)
          + ")";
    }
  }

  /** The Java runtime compiles loops while they run, so the first thousands of runs are slow. */
  private void warmUp(long nanos) {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < nanos) {
      forward.run();
      both.run();
    }
  }

  private Timed timed(int rounds) {
    int runs = 1;
    while (nanos(forward, runs) < ROUND && runs < 1 << 12) {
      runs *= 2;
    }
    double least = Double.POSITIVE_INFINITY;
    double leastOfBoth = Double.POSITIVE_INFINITY;
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      double alone = nanos(forward, runs);
      double together = nanos(both, runs);
      least = Math.min(least, alone);
      leastOfBoth = Math.min(leastOfBoth, together);
      ratios[i] = together / alone;
    }
    Arrays.sort(ratios);
    return new Timed(leastOfBoth / least, ratios[rounds / 4], ratios[3 * rounds / 4]);
  }

  private static double nanos(Step step, int runs) {
    long begin = System.nanoTime();
    for (int i = 0; i < runs; i++) {
      step.run();
    }
    return System.nanoTime() - begin;
  }
}
