package dev.cajal.labs.training;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.graph.Step;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Transformed;
import dev.cajal.nn.data.transform.Resize;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.train.Progress;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.nn.train.TrainingListener;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the inputs of the sigmoids of a last hidden layer are distributed while a net learns, after
 * figure 1 of Ioffe and Szegedy 2015.
 */
final class CovariateShift implements TrainingListener {
  private static final int WATCHED = 128;
  private static final int UNITS = 64;
  private static final double[] LEVELS = {0.15, 0.5, 0.85};

  private final int every;
  private final Step inputs;
  private final List<Long> steps = new ArrayList<>();

  /** For each look: the quantiles of each unit, [units][levels]. */
  private final List<double[][]> seen = new ArrayList<>();

  private CovariateShift(Module model, Dataset data, int last, int every) {
    this.every = every;
    Variable x =
        new Variable("x", new TensorType(DType.FLOAT32, Shape.of(WATCHED).concat(data.shape())));
    float[] values = new float[Math.toIntExact(x.type().shape().count())];
    int size = values.length / WATCHED;
    for (int i = 0; i < WATCHED; i++) {
      data.read(i, values, i * size);
    }
    x.set(values);
    Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
    Tensor y = x.tensor(Trace.training(state));
    for (int i = 0; i < last; i++) {
      y = model.module(Integer.toString(i)).apply(y);
    }
    inputs = Step.compile(y.transpose());
  }

  static void show(Notebook notebook) throws IOException {
    notebook.heading("Covariate shift");
    int images = notebook.size(500, 2000);
    int epochs = notebook.size(4, 10);
    notebook.text(
        "Three hidden layers of 64 sigmoids learn "
            + Numbers.count(images)
            + " drawn digits of 14×14 pixels by Adam with rate 0.002 for "
            + epochs
            + " epochs. The lines are the quantiles, over the same 128 digits, of the input of one"
            + " unit of the third layer; its distribution is what the layers below make of the"
            + " digits, and it moves while they learn.");
    CovariateShift plain = watch(notebook, images, epochs, false);
    CovariateShift normed = watch(notebook, images, epochs, true);
    notebook.figure(
        plain.figure("Without normalisation the input drifts"),
        normed.figure("With batch normalisation it hardly moves"));
    double moved = plain.shift();
    double kept = normed.shift();
    notebook.holds(
        "how far the median moves, in widths from 15 to 85 % at the start, mean of 64 units",
        "less with batch normalisation",
        Numbers.significant(moved) + " without, " + Numbers.significant(kept) + " with",
        kept < moved / 2);
    double wider = plain.widening();
    double width = normed.widening();
    notebook.holds(
        "how many times as wide the distribution gets",
        "nearer to 1 with batch normalisation",
        Numbers.significant(wider) + " without, " + Numbers.significant(width) + " with",
        Math.abs(Math.log(width)) < Math.abs(Math.log(wider)));
  }

  private static CovariateShift watch(Notebook notebook, int images, int epochs, boolean normed)
      throws IOException {
    Dataset data =
        new Transformed(
            DrawnDigits.dataset(images, notebook.seed(), "training"), new Resize(14, 14));
    Sequential model = new Sequential(new Flatten());
    int last = 0;
    for (int layer = 0; layer < 3; layer++) {
      model.then(new Linear(UNITS));
      last += 2;
      if (normed) {
        model.then(new BatchNorm());
        last++;
      }
      model.then(Activation.sigmoid());
    }
    model.then(new Linear(10)).build(data.shape(), notebook.seed());
    CovariateShift shift =
        new CovariateShift(model, data, last, Math.max(1, images * epochs / 1600));
    TrainerOptions options =
        TrainerOptions.of(Adam.of(2e-3)).epochs(epochs).seed(notebook.seed()).listener(shift);
    new Trainer(model, options).train(data);
    return shift;
  }

  @Override
  public void onStep(Progress progress) {
    if ((progress.step() - 1) % every != 0) {
      return;
    }
    inputs.run();
    float[] values = Floats.of(inputs, 0);
    double[][] quantiles = new double[UNITS][LEVELS.length];
    for (int unit = 0; unit < UNITS; unit++) {
      float[] sorted = Arrays.copyOfRange(values, unit * WATCHED, (unit + 1) * WATCHED);
      Arrays.sort(sorted);
      for (int q = 0; q < LEVELS.length; q++) {
        quantiles[unit][q] = sorted[(int) Math.round(LEVELS[q] * (WATCHED - 1))];
      }
    }
    steps.add(progress.step());
    seen.add(quantiles);
  }

  private Figure figure(String title) {
    List<Series> lines = new ArrayList<>();
    for (int q = LEVELS.length - 1; q >= 0; q--) {
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < seen.size(); i++) {
        points.add(new Point(steps.get(i), seen.get(i)[0][q]));
      }
      lines.add(new Series(Numbers.percent(LEVELS[q], 0) + " quantile", points));
    }
    return new LineChart(
            title,
            new Axis("step", Axis.Kind.INTEGER),
            new Axis("input of the unit", Axis.Kind.NUMBER),
            lines)
        .figure();
  }

  /** How far the median of a unit gets from where it was, in its first widths. */
  private double shift() {
    double sum = 0;
    for (int unit = 0; unit < UNITS; unit++) {
      double[] first = seen.getFirst()[unit];
      double far = 0;
      for (double[][] look : seen) {
        far = Math.max(far, Math.abs(look[unit][1] - first[1]));
      }
      sum += far / (first[2] - first[0]);
    }
    return sum / UNITS;
  }

  /** The last width over the first, geometric mean over the units. */
  private double widening() {
    double sum = 0;
    for (int unit = 0; unit < UNITS; unit++) {
      double[] first = seen.getFirst()[unit];
      double[] now = seen.getLast()[unit];
      sum += Math.log((now[2] - now[0]) / (first[2] - first[0]));
    }
    return Math.exp(sum / UNITS);
  }
}
