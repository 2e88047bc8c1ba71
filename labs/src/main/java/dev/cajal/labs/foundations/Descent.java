package dev.cajal.labs.foundations;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.grad.Gradients;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.Grid;
import dev.cajal.viz.chart.HeatMap;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gradient descent on all samples and on a few. */
final class Descent {
  static final Lab LAB =
      new Lab(
          "sgd-expectation",
          Lecture.TRAINING,
          List.of("A17"),
          "The gradient of a random batch, scaled by n/m, is on average the gradient of all"
              + " samples.",
          Descent::run);

  private static final int SAMPLES = 200;
  private static final int STEPS = 20;

  private Descent() {}

  private static void run(Notebook notebook) {
    downhill(notebook);
    Random random = new Random(notebook.seed());
    double[] x = random.doubles(SAMPLES).map(u -> 2 * u - 1).toArray();
    double[] y = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      y[i] = 1.5 * x[i] - 0.5 + 0.4 * random.nextGaussian();
    }
    expectation(notebook, x, y, random);
    paths(notebook, x, y, random);
  }

  /** The example of the notes in one dimension: from w = 12, where the slope is 6. */
  private static void downhill(Notebook notebook) {
    notebook.heading("One weight, from w = 12");
    double w = 12;
    List<Point> path = new ArrayList<>();
    double first = 0;
    for (int step = 0; step < STEPS; step++) {
      Tensor weight = Tensor.scalar(DType.FLOAT64, w);
      Tensor loss = weight.square().mul(0.25);
      double slope = Gradients.of(loss, weight).get(weight).item();
      first = step == 0 ? slope : first;
      path.add(new Point(step, w));
      w -= 0.4 * slope;
    }
    path.add(new Point(STEPS, w));
    notebook.figure(
        new LineChart(
                "Descent on L = w²/4 with rate 0.4",
                new Axis("steps made", Axis.Kind.INTEGER),
                new Axis("w", Axis.Kind.NUMBER),
                List.of(new Series("w", path)))
            .figure());
    notebook.near("dL/dw at 12", 6, first, 0);
    notebook.near("w after " + STEPS + " steps", 0, w, 0.2);
  }

  private static void expectation(Notebook notebook, double[] x, double[] y, Random random) {
    notebook.heading("The average of many small gradients");
    double[] full = gradient(x, y, 0.3, 0.1, all());
    int m = 10;
    int draws = notebook.size(400, 4000);
    double[] sum = new double[2];
    List<Point> away = new ArrayList<>();
    for (int draw = 1; draw <= draws; draw++) {
      double[] small = gradient(x, y, 0.3, 0.1, random.ints(m, 0, SAMPLES).toArray());
      sum[0] += small[0] * SAMPLES / m;
      sum[1] += small[1] * SAMPLES / m;
      if (Integer.bitCount(draw) == 1) {
        away.add(new Point(draw, distance(sum, full, draw)));
      }
    }
    notebook.text(
        "Batches of 10 of 200 samples, drawn with replacement; C is the sum over samples, so the"
            + " gradient of a batch is scaled by n/m = 20.");
    notebook.figure(
        new LineChart(
                "Distance of the mean of batch gradients from the full gradient",
                new Axis("batches", Axis.Kind.LOG),
                new Axis("relative distance", Axis.Kind.LOG),
                List.of(new Series("distance", away)))
            .figure());
    double apart = distance(sum, full, draws);
    notebook.holds(
        "relative distance after " + Numbers.count(draws) + " batches",
        "small, as 1/√batches",
        Numbers.significant(apart),
        apart < 2 / Math.sqrt(draws));
  }

  private static double distance(double[] sum, double[] full, int draws) {
    return Math.hypot(sum[0] / draws - full[0], sum[1] / draws - full[1])
        / Math.hypot(full[0], full[1]);
  }

  private static void paths(Notebook notebook, double[] x, double[] y, Random random) {
    notebook.heading("Two paths on one surface");
    Grid grid =
        Grid.sampled(
            60, 60, -1, 3, -2, 1, (slope, offset) -> Math.log10(loss(x, y, slope, offset)));
    Series all = path("all samples", x, y, 60, 0.4, null);
    Series few = path("batches of 4", x, y, 240, 0.1, random);
    notebook.figure(
        new HeatMap(
                "log₁₀ of the mean squared error of a line",
                new Axis("slope", Axis.Kind.NUMBER),
                new Axis("offset", Axis.Kind.NUMBER),
                -1,
                3,
                -2,
                1,
                grid,
                List.of(all, few))
            .figure());
    Point whole = all.points().getLast();
    Point part = few.points().getLast();
    double lossAll = loss(x, y, whole.x(), whole.y());
    double lossFew = loss(x, y, part.x(), part.y());
    notebook.note(
        "samples read by 240 batches of 4",
        "fewer than 60 steps on all read: " + Numbers.count(60L * SAMPLES),
        Numbers.count(240L * 4));
    notebook.holds(
        "loss where the batches end, all samples: " + Numbers.significant(lossAll),
        "close enough: within a tenth",
        Numbers.significant(lossFew),
        lossFew < 1.1 * lossAll);
  }

  private static Series path(
      String name, double[] x, double[] y, int steps, double rate, @Nullable Random random) {
    double slope = -0.8;
    double offset = 0.8;
    List<Point> points = new ArrayList<>(List.of(new Point(slope, offset)));
    for (int step = 0; step < steps; step++) {
      int[] batch = random == null ? all() : random.ints(4, 0, SAMPLES).toArray();
      double[] gradient = gradient(x, y, slope, offset, batch);
      slope -= rate * gradient[0] / batch.length;
      offset -= rate * gradient[1] / batch.length;
      points.add(new Point(slope, offset));
    }
    return new Series(name, points);
  }

  /** The gradient of the sum of squared errors of a line, by the graph. */
  private static double[] gradient(
      double[] x, double[] y, double slope, double offset, int[] samples) {
    double[] xs = new double[samples.length];
    double[] ys = new double[samples.length];
    for (int i = 0; i < samples.length; i++) {
      xs[i] = x[samples[i]];
      ys[i] = y[samples[i]];
    }
    Tensor weight = Tensor.of(Shape.of(2), slope, offset);
    Tensor line =
        Tensor.of(Shape.of(xs.length), xs).mul(weight.slice(0, 0, 1)).add(weight.slice(0, 1, 2));
    Tensor cost = line.sub(Tensor.of(Shape.of(ys.length), ys)).square().sum();
    return Gradients.of(cost, weight).get(weight).toDoubles();
  }

  private static double loss(double[] x, double[] y, double slope, double offset) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double error = slope * x[i] + offset - y[i];
      sum += error * error;
    }
    return sum / x.length;
  }

  private static int[] all() {
    return IntStream.range(0, SAMPLES).toArray();
  }
}
