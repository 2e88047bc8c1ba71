package dev.cajal.labs.training;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.grad.Gradients;
import dev.cajal.graph.Step;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Updates;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** A curve through a few points, with the spread of the passes around it. */
final class DropoutRegression {
  private static final int SAMPLES = 20;
  private static final int PLACES = 121;
  private static final double REACH = 3;
  private static final double P = 0.1;

  private final Module model;
  private final Variable state = new Variable("random", new TensorType(DType.INT64, Shape.of(2)));
  private final float[] x = new float[SAMPLES];
  private final float[] y = new float[SAMPLES];

  private DropoutRegression(Supplier<Activation> activation, int steps, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < SAMPLES; i++) {
      x[i] = -1 + 2f * i / (SAMPLES - 1);
      y[i] = (float) (Math.sin(3 * x[i]) + 0.1 * random.nextGaussian());
    }
    model =
        new Sequential(
            new Linear(64),
            activation.get(),
            new Dropout(P),
            new Linear(64),
            activation.get(),
            new Dropout(P),
            new Linear(1));
    model.build(Shape.of(1), seed);
    Tensor target = Tensor.of(Shape.of(SAMPLES, 1), y);
    Variable input = new Variable("x", TensorType.float32(SAMPLES, 1));
    input.set(x);
    Tensor loss = Losses.mse(model.apply(input.tensor(Trace.training(state))), target);
    Updates updates = new Updates(Adam.of(3e-3).decay(1e-5), model.parameters());
    Step step =
        Step.compile(
            List.of(loss), List.of(loss), updates.of(Gradients.of(loss, model.parameters())));
    for (long i = 0; i < steps; i++) {
      updates.rate().fill(3e-3 * (1 - i / (double) steps));
      state.set(Tensor.of(Shape.of(2), seed, i));
      step.run();
    }
  }

  static void show(Notebook notebook) {
    notebook.heading("A regression");
    int steps = notebook.size(1500, 8000);
    int passes = notebook.size(100, 400);
    notebook.text(
        "Twenty points of sin 3x with noise on [−1, 1], two layers of 64 units, a tenth of them"
            + " dropped; "
            + Numbers.count(steps)
            + " steps of Adam on all points. The line is the mean of "
            + passes
            + " passes, the band two standard deviations. Rectifiers go on as lines beyond the"
            + " points, and their uncertainty grows with the distance; tanh saturates, and so does"
            + " its uncertainty.");
    DropoutRegression relu = new DropoutRegression(Activation::relu, steps, notebook.seed());
    DropoutRegression tanh = new DropoutRegression(Activation::tanh, steps, notebook.seed());
    Series said = relu.passes(passes);
    Series saturated = tanh.passes(passes);
    notebook.figure(relu.figure("Rectifiers", said), tanh.figure("tanh", saturated));
    double inside = deviation(said, 0, 1);
    double near = deviation(said, 1.5, 2);
    double far = deviation(said, 2.5, 3);
    notebook.holds(
        "standard deviation of the passes, rectifiers: |x| ≤ 1, 1.5 to 2, 2.5 to 3",
        "grows away from the data",
        Numbers.significant(inside)
            + ", "
            + Numbers.significant(near)
            + ", "
            + Numbers.significant(far),
        near > 1.5 * inside && far > near);
    notebook.holds(
        "growth from the data to 2.5 … 3, rectifiers and tanh",
        "tanh grows less",
        Numbers.significant(far / inside)
            + " and "
            + Numbers.significant(deviation(saturated, 2.5, 3) / deviation(saturated, 0, 1)),
        deviation(saturated, 2.5, 3) / deviation(saturated, 0, 1) < far / inside);
  }

  /** The mean over passes at each place, with one standard deviation as spread. */
  private Series passes(int passes) {
    Tensor places = Tensor.linspace(DType.FLOAT32, -REACH, REACH, PLACES);
    Variable input = new Variable("x", TensorType.float32(PLACES, 1));
    input.set(places.toArray());
    state.set(Tensor.of(Shape.of(2), 1L, 1L));
    Tensor rows =
        input
            .tensor(Trace.sampling(state))
            .broadcastTo(Shape.of(passes, PLACES, 1))
            .reshape(Math.multiplyExact(passes, PLACES), 1);
    Tensor out = model.apply(rows).reshape(passes, PLACES);
    Tensor mean = out.mean(0);
    Step step = Step.compile(mean, out.sub(mean).square().mean(0).sqrt());
    step.run();
    float[] means = Floats.of(step, 0);
    float[] deviations = Floats.of(step, 1);
    float[] at = places.toArray();
    List<Point> points = new ArrayList<>();
    List<Double> spread = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      points.add(new Point(at[i], means[i]));
      spread.add((double) deviations[i]);
    }
    return new Series("mean of the passes", points, spread);
  }

  private static double deviation(Series said, double from, double to) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < said.points().size(); i++) {
      double distance = Math.abs(said.points().get(i).x());
      if (distance >= from - 1e-6 && distance <= to + 1e-6) {
        sum += said.spread().get(i);
        count++;
      }
    }
    return sum / count;
  }

  private Figure figure(String title, Series said) {
    List<Point> dots = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      if (i > 0) {
        dots.add(new Point(x[i], Double.NaN)); // no line from point to point
      }
      dots.add(new Point(x[i], y[i]));
    }
    Series two =
        new Series(said.name(), said.points(), said.spread().stream().map(s -> 2 * s).toList());
    return new LineChart(
            title,
            new Axis("x", Axis.Kind.NUMBER),
            new Axis("y", Axis.Kind.NUMBER),
            List.of(two, new Series("points", dots)))
        .figure();
  }
}
