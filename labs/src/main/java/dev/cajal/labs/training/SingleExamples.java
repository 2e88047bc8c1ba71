package dev.cajal.labs.training;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.ShapeException;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.BatchNorm;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One example in use: running averages instead of the statistics of a batch. */
final class SingleExamples {
  private static final int BATCH = 128;
  private static final double MEAN = 5;
  private static final double DEVIATION = 3;

  private SingleExamples() {}

  static void show(Notebook notebook) {
    notebook.heading("A single example");
    int batches = notebook.size(300, 2000);
    notebook.text(
        "One unit whose input has mean 5 and deviation 3 is normalised in "
            + Numbers.count(batches)
            + " batches of 128, and keeps exponentially weighted averages, 0.1 of each new value."
            + " Then single examples are normalised by these, and, for comparison, as one of each"
            + " of as many training batches with 127 others.");
    BatchNorm norm = new BatchNorm();
    norm.build(Shape.of(1), notebook.seed());
    Random random = new Random(notebook.seed());
    Variable x = new Variable("x", new TensorType(DType.FLOAT32, Shape.of(BATCH, 1)));
    Trace trace = Trace.training(new Variable("random", new TensorType(DType.INT64, Shape.of(2))));
    Tensor y = norm.apply(x.tensor(trace));
    Step tracking = Step.compile(List.of(y), List.of(), trace.assignments());
    for (int i = 0; i < batches; i++) {
      x.set(draw(random, MEAN));
      tracking.run();
    }
    double mean = norm.variable("running_mean").tensor().item();
    double variance = norm.variable("running_var").tensor().item();
    notebook.near("running mean", MEAN, mean, 0.4);
    notebook.near("root of the running variance", DEVIATION, Math.sqrt(variance), 0.3);
    refusal(notebook, norm);
    Step batch = Step.compile(y);
    double worst = 0;
    List<Point> alone = new ArrayList<>();
    List<Point> among = new ArrayList<>();
    for (double value = -4; value <= 14; value += 3) {
      double sum = 0;
      for (int i = 0; i < batches; i++) {
        x.set(draw(random, value));
        batch.run();
        sum += Floats.of(batch, 0)[0];
      }
      double use = norm.apply(Tensor.of(Shape.of(1, 1), (float) value)).item();
      alone.add(new Point(value, use));
      among.add(new Point(value, sum / batches));
      worst = Math.max(worst, Math.abs(use - sum / batches));
    }
    notebook.figure(
        new LineChart(
                "Alone, an example is normalised as among others",
                new Axis("input of the example", Axis.Kind.NUMBER),
                new Axis("normalised", Axis.Kind.NUMBER),
                List.of(
                    new Series("alone, by running averages", alone),
                    new Series("among 127 others, mean over batches", among)))
            .figure());
    notebook.near(
        "one example by running averages and among others: largest difference", 0, worst, 0.25);
    x.set(draw(random, 9));
    float[] together = norm.apply(x.tensor(Trace.evaluation())).toArray();
    double apart = Math.abs(together[0] - norm.apply(Tensor.of(Shape.of(1, 1), 9f)).item());
    notebook.near("difference between alone and among 127 others, in use", 0, apart, 1e-6);
  }

  private static void refusal(Notebook notebook, BatchNorm norm) {
    Variable one = new Variable("x", new TensorType(DType.FLOAT32, Shape.of(1, 1)));
    Trace trace = Trace.training(new Variable("random", new TensorType(DType.INT64, Shape.of(2))));
    String said;
    try {
      norm.apply(one.tensor(trace));
      said = "accepted";
    } catch (ShapeException e) {
      said = "refused: one value has no variance";
    }
    notebook.equal(
        "statistics of one example while training", "refused: one value has no variance", said);
  }

  /** A batch whose first example has a given value. */
  private static float[] draw(Random random, double first) {
    float[] values = new float[BATCH];
    for (int i = 1; i < BATCH; i++) {
      values[i] = (float) (MEAN + DEVIATION * random.nextGaussian());
    }
    values[0] = (float) first;
    return values;
  }
}
