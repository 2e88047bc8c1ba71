package dev.cajal.labs.classic;

import dev.cajal.backend.Shape;
import dev.cajal.classic.Clusters;
import dev.cajal.classic.KMeans;
import dev.cajal.classic.KNearest;
import dev.cajal.classic.Metric;
import dev.cajal.classic.Samples;
import dev.cajal.classic.Silhouette;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Splits;
import dev.cajal.tensor.Tensor;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.BarChart;
import dev.cajal.viz.chart.Bars;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.ScatterChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.viz.chart.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Neighbours and clusters: nothing is trained, everything hangs on the distance. */
final class Unlabelled {
  static final Lab NEIGHBOURS =
      new Lab(
          "knn-validation",
          Lecture.PERCEPTRON,
          List.of("A19", "A21"),
          "The number of neighbours and the distance are chosen on validation samples; test samples"
              + " are asked once.",
          Unlabelled::neighbours);

  static final Lab CLUSTERS =
      new Lab(
          "kmeans-start",
          Lecture.PERCEPTRON,
          List.of("A20"),
          "k-means ends where its random start leads; k-means++ starts better, and bends of the"
              + " inertia suggest k.",
          Unlabelled::clusters);

  static final Lab PREPROCESSING =
      new Lab(
          "preprocessing",
          Lecture.BRAIN,
          List.of("A22"),
          "A feature in [0, 500] drowns one in [0, 0.0001] until both are scaled, by numbers of the"
              + " training samples alone.",
          Unlabelled::preprocessing);

  private Unlabelled() {}

  private static void neighbours(Notebook notebook) {
    int count = notebook.size(900, 6000);
    Dataset digits = DrawnDigits.dataset(count, notebook.seed(), "training");
    List<Dataset> parts = Splits.stratified(digits, notebook.seed(), 0.8, 0.2);
    Samples train = Samples.of(parts.get(0));
    Samples validation = Samples.of(parts.get(1));
    Samples test = Samples.of(DrawnDigits.dataset(count / 5, notebook.seed(), "test"));
    int most = 15;
    List<Series> lines = new ArrayList<>();
    double best = 2;
    int k = 0;
    Metric metric = Metric.L2;
    for (Metric tried : List.of(Metric.L1, Metric.L2, Metric.named("cosine"))) {
      double[] errors = KNearest.of(1).metric(tried).errors(train, validation, most);
      lines.add(Series.fromOne(tried.toString(), errors));
      for (int i = 0; i < most; i++) {
        if (errors[i] < best) {
          best = errors[i];
          k = i + 1;
          metric = tried;
        }
      }
    }
    notebook.text(
        "Drawn digits, four fifths vote and one fifth chooses. The chosen pair is then asked about"
            + " test digits, once. On MNIST the command of the guide reaches about 3 % error.");
    notebook.figure(
        new LineChart(
                "Validation error by k and distance",
                new Axis("k", Axis.Kind.INTEGER),
                new Axis("error", Axis.Kind.PERCENT),
                lines)
            .figure());
    double error = 1 - KNearest.of(k).metric(metric).fit(train).accuracy(test);
    notebook.note("chosen", "", "k = " + k + ", " + metric);
    notebook.holds(
        "test error; validation said " + Numbers.percent(best, 1),
        "near it: within 6 points",
        Numbers.percent(error, 1),
        Math.abs(error - best) < 0.06);
    double self = 1 - KNearest.of(1).fit(train).accuracy(train);
    notebook.near("error of k = 1 on its own samples: says nothing", 0, self, 1e-9);
  }

  private static void clusters(Notebook notebook) {
    Random random = new Random(notebook.seed());
    double[][] centres = {{0, 0}, {4, 0.5}, {0.5, 4}, {4.5, 4.5}, {9, 2}};
    int count = 40 * centres.length;
    float[] points = new float[2 * count];
    for (int i = 0; i < count; i++) {
      double[] centre = centres[i % centres.length];
      points[2 * i] = (float) (centre[0] + 0.6 * random.nextGaussian());
      points[2 * i + 1] = (float) (centre[1] + 0.6 * random.nextGaussian());
    }
    Samples samples = Samples.of(Tensor.of(Shape.of(count, 2), points));
    int starts = notebook.size(20, 200);
    double[] plain = inertias(samples, KMeans.Start.RANDOM, starts);
    double[] spread = inertias(samples, KMeans.Start.PLUS_PLUS, starts);
    double best = Math.min(plain[0], spread[0]);
    notebook.text(
        "Five heaps of points. Lloyd's turns never raise the inertia, the sum of squared distances,"
            + " but end in whichever minimum the start lies above.");
    Clusters good = fit(samples, KMeans.Start.PLUS_PLUS, starts, true);
    Clusters bad = fit(samples, KMeans.Start.RANDOM, starts, false);
    notebook.figure(drawn("Best start", samples, good), drawn("Worst start", samples, bad));
    notebook.figure(
        new LineChart(
                "Inertia of each start, in order",
                new Axis("start", Axis.Kind.INTEGER),
                new Axis("inertia", Axis.Kind.NUMBER),
                List.of(Series.fromOne("uniform", plain), Series.fromOne("k-means++", spread)))
            .figure());
    double worst = plain[starts - 1];
    notebook.holds(
        "worst over best inertia, uniform starts",
        "above 1.2: the start matters",
        Numbers.fixed(worst / best, 2),
        worst > 1.2 * best);
    notebook.holds(
        "mean inertia of k-means++ starts, over uniform ones",
        "below 1",
        Numbers.fixed(mean(spread) / mean(plain), 3),
        mean(spread) < mean(plain));
    choose(notebook, samples);
  }

  private static void choose(Notebook notebook, Samples samples) {
    notebook.heading("How many clusters?");
    double[] elbow = KMeans.of(2).starts(5).seed(notebook.seed()).elbow(samples, 9);
    List<Point> silhouettes = new ArrayList<>();
    int chosen = 0;
    double highest = -1;
    for (int k = 2; k <= 9; k++) {
      Clusters found = KMeans.of(k).starts(5).seed(notebook.seed()).fit(samples);
      double value = Silhouette.mean(samples, found.predict(samples.features()), Metric.L2);
      silhouettes.add(new Point(k, value));
      if (value > highest) {
        highest = value;
        chosen = k;
      }
    }
    notebook.figure(
        new LineChart(
                "Elbow",
                new Axis("k", Axis.Kind.INTEGER),
                new Axis("inertia", Axis.Kind.LOG),
                List.of(Series.fromOne("inertia", elbow)))
            .figure(),
        new LineChart(
                "Silhouette",
                new Axis("k", Axis.Kind.INTEGER),
                new Axis("mean silhouette", Axis.Kind.NUMBER),
                List.of(new Series("silhouette", silhouettes)))
            .figure());
    notebook.equal("k with the highest silhouette, of five heaps", 5, chosen);
  }

  private static double[] inertias(Samples samples, KMeans.Start start, int starts) {
    return IntStream.range(0, starts)
        .mapToDouble(seed -> KMeans.of(5).start(start).starts(1).seed(seed).fit(samples).inertia())
        .sorted()
        .toArray();
  }

  private static Clusters fit(Samples samples, KMeans.Start start, int starts, boolean best) {
    Clusters chosen = KMeans.of(5).start(start).starts(1).seed(0).fit(samples);
    for (int seed = 1; seed < starts; seed++) {
      Clusters next = KMeans.of(5).start(start).starts(1).seed(seed).fit(samples);
      if (best == next.inertia() < chosen.inertia()) {
        chosen = next;
      }
    }
    return chosen;
  }

  private static double mean(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
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
      series.add(new Series(Integer.toString(c + 1), members));
    }
    return new ScatterChart(
            title + ", inertia " + Numbers.fixed(clusters.inertia(), 0),
            new Axis("x", Axis.Kind.NUMBER),
            new Axis("y", Axis.Kind.NUMBER),
            series)
        .figure();
  }

  private static void preprocessing(Notebook notebook) {
    Random random = new Random(notebook.seed());
    int n = notebook.size(300, 2000);
    Samples train = twoScales(random, n);
    Samples test = twoScales(random, n / 2);
    notebook.text(
        "The class is told by the small feature alone; the large one is noise. Neighbours see only"
            + " the large one until each feature is brought to mean 0 and deviation 1.");
    double raw = KNearest.of(5).fit(train).accuracy(test);
    Tensor mean = train.features().mean(0);
    Tensor deviation = train.features().sub(mean).square().mean(0).sqrt();
    Samples scaled = train.map(x -> x.sub(mean).div(deviation));
    double standard =
        KNearest.of(5).fit(scaled).accuracy(test.map(x -> x.sub(mean).div(deviation)));
    Tensor low = train.features().min(0);
    Tensor range = train.features().max(0).sub(low);
    double minMax =
        KNearest.of(5)
            .fit(train.map(x -> x.sub(low).div(range)))
            .accuracy(test.map(x -> x.sub(low).div(range)));
    notebook.table(
        List.of("preprocessing", "#accuracy of 5 neighbours"),
        List.of(
            List.of("none", Numbers.percent(raw, 1)),
            List.of("standardised", Numbers.percent(standard, 1)),
            List.of("min–max", Numbers.percent(minMax, 1))));
    notebook.figure(
        new BarChart(
                "Five neighbours, by preprocessing",
                new Axis("recognised", Axis.Kind.PERCENT),
                List.of("none", "standardised", "min–max"),
                List.of(
                    new Bars(
                        "of " + Numbers.count(n / 2) + " samples not seen",
                        List.of(Spread.of(raw), Spread.of(standard), Spread.of(minMax)))))
            .figure());
    notebook.holds("as they are", "near a coin: below 65 %", Numbers.percent(raw, 1), raw < 0.65);
    notebook.holds("standardised", "above 90 %", Numbers.percent(standard, 1), standard > 0.9);
    notebook.holds("min–max", "above 90 %", Numbers.percent(minMax, 1), minMax > 0.9);
  }

  private static Samples twoScales(Random random, int n) {
    float[] values = new float[2 * n];
    long[] labels = new long[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % 2;
      values[2 * i] = 500 * random.nextFloat();
      values[2 * i + 1] = (float) (1e-4 * (labels[i] * 0.5 + 0.5 * random.nextDouble()));
    }
    return Samples.of(Tensor.of(Shape.of(n, 2), values), Tensor.of(Shape.of(n), labels));
  }
}
