package dev.cajal.labs.classic;

import dev.cajal.backend.Shape;
import dev.cajal.classic.Perceptron;
import dev.cajal.classic.Samples;
import dev.cajal.classic.Separability;
import dev.cajal.classic.TrainedPerceptron;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.labs.notebook.Regions;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  private PerceptronLab() {}

  private static void run(Notebook notebook) {
    notebook.text(
        "Each misread sample of class 1 is added to the weights, each of class 0 taken from them. R"
            + " is the length of the longest sample (x₁, x₂, 1), γ the distance of the nearest of"
            + " them from the best plane through 0. Novikoff proved the bound in 1962, for any"
            + " order of the samples; the figures show where each perceptron stopped.");
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
              Numbers.count((long) truth.bound()),
              Numbers.count(trained.corrections())));
      notebook.holds(
          "corrections at margin " + Numbers.fixed(truth.margin(), 3),
          "at most " + Numbers.count((long) truth.bound()),
          Numbers.count(trained.corrections()),
          trained.converged() && trained.corrections() <= truth.bound());
      figures.add(
          figure(
              "Margin %s: %d corrections"
                  .formatted(Numbers.fixed(truth.margin(), 3), trained.corrections()),
              samples,
              trained));
    }
    notebook.table(
        List.of("#gap between classes", "#margin γ", "#bound (R/γ)²", "#corrections"), rows);
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
    notebook.figure(figure("XOR: no line separates the diagonals", xor, trained));
    notebook.equal(
        "XOR: verdict",
        "not separable",
        why.verdict().toString().toLowerCase(Locale.ROOT).replace('_', ' '));
    notebook.holds(
        "XOR: samples that the weights read rightly when it stops",
        "at most 75 %: no line has more",
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
    return Regions.figure(
        title, samples.features().toDoubles(), samples.labels().toDoubles(), trained::predict);
  }
}
