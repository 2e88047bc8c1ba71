package dev.cajal.labs.classic;

import dev.cajal.backend.Shape;
import dev.cajal.classic.Perceptron;
import dev.cajal.classic.Samples;
import dev.cajal.classic.Separability;
import dev.cajal.classic.TrainedPerceptron;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Picture;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.ScatterChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.viz.image.Diverging;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The rule of Rosenblatt, its bound, and what it cannot learn. */
final class PerceptronLab {
  static final Lab LAB =
      new Lab(
          "perceptron",
          Lecture.PERCEPTRON,
          List.of("A1"),
          "The perceptron needs at most (R/γ)² corrections if a plane separates the classes; for"
              + " XOR none does.",
          PerceptronLab::run);

  private static final int SIDE = 80;

  private PerceptronLab() {}

  private static void run(Notebook notebook) {
    notebook.text(
        "Each misread sample is added to the weights, or taken from them. R is the length of the"
            + " longest sample, γ the margin of the best plane; Novikoff 1962 proved the bound.");
    Random random = new Random(notebook.seed());
    List<List<String>> rows = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    for (double gap : new double[] {0.6, 0.2, 0.05}) {
      Samples samples = separable(random, gap);
      TrainedPerceptron trained = Perceptron.of(10_000).fit(samples);
      Separability truth = Separability.of(samples);
      rows.add(
          List.of(
              Numbers.fixed(gap, 2),
              Numbers.fixed(truth.margin(), 3),
              Numbers.count(Math.round(truth.bound())),
              Numbers.count(trained.corrections())));
      notebook.holds(
          "corrections at margin " + Numbers.fixed(truth.margin(), 3),
          "at most " + Numbers.count((long) truth.bound()),
          Numbers.count(trained.corrections()),
          trained.converged() && trained.corrections() <= truth.bound());
      figures.add(figure("Gap " + Numbers.fixed(gap, 2), samples, trained));
    }
    notebook.table(List.of("#gap", "#margin γ", "#bound (R/γ)²", "#corrections"), rows);
    notebook.figure(figures.get(0), figures.get(2));
    notebook.heading("XOR");
    Samples xor =
        Samples.of(
            Tensor.of(Shape.of(4, 2), 0f, 0, 0, 1, 1, 0, 1, 1),
            Tensor.of(Shape.of(4), 0L, 1, 1, 0));
    TrainedPerceptron trained = Perceptron.of(1000).fit(xor);
    Separability why = trained.separability().orElseGet(() -> Separability.of(xor));
    notebook.text(
        "The convex hulls of the two classes meet: weights of the four samples that add up to"
            + " nothing prove that no plane exists, so the learner stops and says so.");
    notebook.figure(figure("XOR", xor, trained));
    notebook.equal("verdict", "NOT_SEPARABLE", why.verdict());
    notebook.holds(
        "share of the four that its best weights read rightly",
        "at most 3 of 4",
        Numbers.percent(trained.accuracy(xor), 0),
        trained.accuracy(xor) <= 0.75);
  }

  private static Samples separable(Random random, double gap) {
    int n = 60;
    float[] points = new float[2 * n];
    long[] labels = new long[n];
    for (int i = 0; i < n; ) {
      double x = 2 * random.nextDouble() - 1;
      double y = 2 * random.nextDouble() - 1;
      double side = (x + 0.7 * y) / Math.hypot(1, 0.7);
      if (Math.abs(side) > gap / 2) {
        points[2 * i] = (float) x;
        points[2 * i + 1] = (float) y;
        labels[i++] = side > 0 ? 1 : 0;
      }
    }
    return Samples.of(Tensor.of(Shape.of(n, 2), points), Tensor.of(Shape.of(n), labels));
  }

  private static Figure figure(String title, Samples samples, TrainedPerceptron trained) {
    double[] values = samples.features().toDoubles();
    double[] labels = samples.labels().toDoubles();
    List<Series> series = new ArrayList<>();
    double[] ends = {1e9, -1e9, 1e9, -1e9};
    for (int c = 0; c < 2; c++) {
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < labels.length; i++) {
        double x = values[2 * i];
        double y = values[2 * i + 1];
        if (labels[i] == c) {
          points.add(new Point(x, y));
        }
        ends[0] = Math.min(ends[0], x);
        ends[1] = Math.max(ends[1], x);
        ends[2] = Math.min(ends[2], y);
        ends[3] = Math.max(ends[3], y);
      }
      series.add(new Series("class " + c, points));
    }
    return new ScatterChart(
            title,
            new Axis("x1", Axis.Kind.NUMBER),
            new Axis("x2", Axis.Kind.NUMBER),
            series,
            Optional.of(ground(trained, ends)))
        .figure();
  }

  /** What the perceptron says of each place: pale blue for the first class, pale orange else. */
  private static Picture ground(TrainedPerceptron trained, double[] ends) {
    float[] places = new float[2 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int column = i % SIDE;
      int row = SIDE - 1 - Math.floorDiv(i, SIDE);
      places[2 * i] = (float) (ends[0] + (ends[1] - ends[0]) * column / (SIDE - 1));
      places[2 * i + 1] = (float) (ends[2] + (ends[3] - ends[2]) * row / (SIDE - 1));
    }
    double[] said = trained.predict(Tensor.of(Shape.of(SIDE * SIDE, 2), places)).toDoubles();
    int[] pixels = new int[said.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Diverging.rgb(said[i] == 0 ? -0.25 : 0.25);
    }
    return Picture.of(SIDE, SIDE, pixels);
  }
}
