package dev.cajal.labs.classic;

import dev.cajal.backend.Shape;
import dev.cajal.classic.Clusters;
import dev.cajal.classic.KMeans;
import dev.cajal.classic.Metric;
import dev.cajal.classic.Samples;
import dev.cajal.classic.Silhouette;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.tensor.Tensor;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.ScatterChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Clusters: where k-means ends by its start, features and distance, and how many there are. */
final class ClustersLab {
  static final Lab LAB =
      new Lab(
          "kmeans-start",
          Lecture.PERCEPTRON,
          List.of("A20"),
          "k-means ends where its random start, the features and the distance lead; k-means++"
              + " starts better, and elbow and silhouette suggest k where there are heaps.",
          ClustersLab::run);

  private static final int HEAPS = 4;
  private static final int MOST = 9;

  private ClustersLab() {}

  private static void run(Notebook notebook) {
    Samples heaps = heaps(notebook.seed());
    starts(notebook, heaps);
    Samples digits =
        Samples.of(DrawnDigits.dataset(notebook.size(300, 2000), notebook.seed(), "training"));
    DigitFeatures features = DigitFeatures.fittedOn(digits);
    ClusteredDigits.show(notebook, digits, features);
    choose(notebook, heaps, features.of("components", digits));
  }

  private static Samples heaps(long seed) {
    Random random = new Random(seed);
    double[][] centres = {{0, 0}, {4, 0.5}, {0.5, 4}, {9, 2}};
    int count = 50 * centres.length;
    float[] points = new float[2 * count];
    for (int i = 0; i < count; i++) {
      double[] centre = centres[i % centres.length];
      points[2 * i] = (float) (centre[0] + 0.6 * random.nextGaussian());
      points[2 * i + 1] = (float) (centre[1] + 0.6 * random.nextGaussian());
    }
    return Samples.of(Tensor.of(Shape.of(count, 2), points));
  }

  private static void starts(Notebook notebook, Samples samples) {
    int starts = notebook.size(40, 200);
    List<Clusters> plain = runs(samples, KMeans.Start.RANDOM, starts);
    List<Clusters> spread = runs(samples, KMeans.Start.PLUS_PLUS, starts);
    double best = Math.min(plain.getFirst().inertia(), spread.getFirst().inertia());
    notebook.heading("The random start");
    notebook.text(
        "Four heaps of points. Lloyd's turns never raise the inertia, the sum of squared distances,"
            + " but end in whichever minimum the start lies above. "
            + starts
            + " starts of each kind.");
    notebook.figure(
        drawn("Best start", samples, spread.getFirst()),
        drawn("Worst start", samples, plain.getLast()));
    notebook.figure(
        new LineChart(
                "Inertia of each start, in order",
                new Axis("starts", Axis.Kind.NUMBER),
                new Axis("inertia", Axis.Kind.NUMBER),
                List.of(
                    Series.fromOne("random samples", inertias(plain)),
                    Series.fromOne("k-means++", inertias(spread))))
            .figure());
    double worst = plain.getLast().inertia();
    notebook.holds(
        "worst over best inertia, random starts",
        "above 1.2: the start matters",
        Numbers.fixed(worst / best, 2),
        worst > 1.2 * best);
    double ratio = mean(inertias(spread)) / mean(inertias(plain));
    notebook.holds(
        "mean inertia of k-means++ starts, over random ones",
        "below 1",
        Numbers.fixed(ratio, 3),
        ratio < 1);
  }

  private static void choose(Notebook notebook, Samples heaps, Samples codes) {
    notebook.heading("How many clusters?");
    notebook.text(
        "The inertia always falls with k; where it bends, further clusters only split heaps. The"
            + " silhouette compares distances inside of clusters with those to the next one. Four"
            + " heaps show in both; digits are no heaps, and neither measure finds ten.");
    List<Clusters> ofHeaps = byNumber(heaps, notebook.seed());
    List<Clusters> ofCodes = byNumber(codes, notebook.seed());
    double[] elbow = elbow(ofHeaps);
    double[] elbowOfDigits = elbow(ofCodes);
    List<Point> silhouettes = silhouettes(heaps, ofHeaps);
    List<Point> ofDigits = silhouettes(codes, ofCodes);
    notebook.figure(
        new LineChart(
                "Elbow",
                new Axis("clusters k", Axis.Kind.NUMBER),
                new Axis("inertia, of that of one cluster", Axis.Kind.PERCENT),
                List.of(
                    Series.fromOne("four heaps", elbow), Series.fromOne("digits", elbowOfDigits)))
            .figure(),
        new LineChart(
                "Silhouette",
                new Axis("clusters k", Axis.Kind.NUMBER),
                new Axis("mean silhouette", Axis.Kind.NUMBER),
                List.of(new Series("four heaps", silhouettes), new Series("digits", ofDigits)))
            .figure());
    notebook.equal("k at the sharpest bend of log inertia, four heaps", HEAPS, bend(elbow));
    notebook.equal("k with the highest silhouette, four heaps", HEAPS, highest(silhouettes));
    double most = ofDigits.stream().mapToDouble(Point::y).max().orElseThrow();
    notebook.holds(
        "highest mean silhouette of digits; heaps reach "
            + Numbers.fixed(silhouettes.get(HEAPS - 2).y(), 2),
        "below 0.25: no heaps",
        Numbers.fixed(most, 2),
        most < 0.25);
  }

  /** The best clusters for each k from 1. */
  private static List<Clusters> byNumber(Samples samples, long seed) {
    return IntStream.rangeClosed(1, MOST)
        .mapToObj(k -> KMeans.of(k).starts(4).seed(seed).fit(samples))
        .toList();
  }

  /** The inertia for each k, over that of one cluster. */
  private static double[] elbow(List<Clusters> byNumber) {
    double one = byNumber.getFirst().inertia();
    return byNumber.stream().mapToDouble(found -> found.inertia() / one).toArray();
  }

  /** The k where the logarithm of the inertia turns the most. */
  private static int bend(double[] elbow) {
    return IntStream.range(1, elbow.length - 1)
            .boxed()
            .max(
                Comparator.comparingDouble(
                    i -> Math.log(elbow[i - 1] * elbow[i + 1] / elbow[i] / elbow[i])))
            .orElseThrow()
        + 1;
  }

  private static List<Point> silhouettes(Samples samples, List<Clusters> byNumber) {
    List<Point> points = new ArrayList<>();
    for (int k = 2; k <= MOST; k++) {
      Tensor said = byNumber.get(k - 1).predict(samples.features());
      points.add(new Point(k, Silhouette.mean(samples, said, Metric.L2)));
    }
    return points;
  }

  private static int highest(List<Point> silhouettes) {
    return (int) silhouettes.stream().max(Comparator.comparingDouble(Point::y)).orElseThrow().x();
  }

  /** Runs of one start each, the least inertia first. */
  private static List<Clusters> runs(Samples samples, KMeans.Start start, int starts) {
    return IntStream.range(0, starts)
        .mapToObj(seed -> KMeans.of(HEAPS).start(start).starts(1).seed(seed).fit(samples))
        .sorted(Comparator.comparingDouble(Clusters::inertia))
        .toList();
  }

  private static double[] inertias(List<Clusters> runs) {
    return runs.stream().mapToDouble(Clusters::inertia).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static Figure drawn(String title, Samples samples, Clusters clusters) {
    double[] points = samples.features().toDoubles();
    double[] said = clusters.predict(samples.features()).toDoubles();
    double[] centres = clusters.centres().toDoubles();
    List<Series> series = new ArrayList<>();
    for (int c = 0; c < centres.length / 2; c++) {
      List<Point> members = new ArrayList<>();
      for (int i = 0; i < said.length; i++) {
        if (said[i] == c) {
          members.add(new Point(points[2 * i], points[2 * i + 1]));
        }
      }
      series.add(new Series("cluster " + (c + 1), members));
    }
    return new ScatterChart(
            title + ", inertia " + Numbers.fixed(clusters.inertia(), 0),
            new Axis("x", Axis.Kind.NUMBER),
            new Axis("y", Axis.Kind.NUMBER),
            series)
        .figure();
  }
}
