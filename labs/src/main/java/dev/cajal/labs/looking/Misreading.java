package dev.cajal.labs.looking;

import dev.cajal.backend.Shape;
import dev.cajal.classic.Pca;
import dev.cajal.classic.Samples;
import dev.cajal.classic.embed.TSne;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.EmbeddingChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What maps of t-SNE do not say (Wattenberg, Viégas and Johnson 2016). */
final class Misreading {
  static final Lab LAB =
      new Lab(
          "tsne-misreading",
          Lecture.LOOKING_INSIDE,
          List.of("E5"),
          "In a map by t-SNE the sizes of clusters and the distances between them mean little, and"
              + " a small perplexity finds clusters in noise.",
          Misreading::run);

  private static final int RANK = 10;
  private static final double SIDE = 250;

  private Misreading() {}

  private static void run(Notebook notebook) {
    notebook.text(
        "After Wattenberg, Viégas and Johnson, How to use t-SNE effectively, Distill 2016. The"
            + " points are drawn here, so that the truth is known; maps begin at random places, as"
            + " in their article.");
    sizes(notebook);
    distances(notebook);
    noise(notebook);
  }

  /** Points of heaps, and the number of the heap of each. */
  private static final class Heaps {
    private final Tensor points;
    private final int[] heap;
    private final int count;

    Heaps(Tensor points, int[] heap, int count) {
      this.points = points;
      this.heap = heap;
      this.count = count;
    }

    static Heaps of(Random random, int each, int width, double[] places, double[] spreads) {
      float[] values = new float[places.length * each * width];
      int[] heap = new int[places.length * each];
      for (int i = 0; i < heap.length; i++) {
        heap[i] = i % places.length;
        for (int j = 0; j < width; j++) {
          double centre = j == 0 ? places[heap[i]] : 0;
          values[i * width + j] = (float) (centre + spreads[heap[i]] * random.nextGaussian());
        }
      }
      return new Heaps(Tensor.of(Shape.of(heap.length, width), values), heap, places.length);
    }

    Tensor map(Notebook notebook, double perplexity, TSne.Start start, long seed) {
      return TSne.of(perplexity)
          .iterations(notebook.size(400, 2000))
          .start(start)
          .seed(seed)
          .fit(Samples.of(points))
          .points();
    }

    /** Root of the mean squared distance of the members of a heap from their centre. */
    double spread(Tensor map, int which) {
      double[] centre = centre(map, which);
      double[] places = map.toDoubles();
      int width = centre.length;
      double sum = 0;
      int members = 0;
      for (int i = 0; i < heap.length; i++) {
        if (heap[i] == which) {
          for (int j = 0; j < width; j++) {
            sum += Math.pow(places[i * width + j] - centre[j], 2);
          }
          members++;
        }
      }
      return Math.sqrt(sum / members);
    }

    double[] centre(Tensor map, int which) {
      double[] places = map.toDoubles();
      int width = (int) map.dim(1);
      double[] centre = new double[width];
      int members = 0;
      for (int i = 0; i < heap.length; i++) {
        if (heap[i] == which) {
          for (int j = 0; j < width; j++) {
            centre[j] += places[i * width + j];
          }
          members++;
        }
      }
      int all = members;
      return Arrays.stream(centre).map(sum -> sum / all).toArray();
    }

    double distance(Tensor map, int a, int b) {
      double[] first = centre(map, a);
      double[] second = centre(map, b);
      double sum = 0;
      for (int j = 0; j < first.length; j++) {
        sum += Math.pow(first[j] - second[j], 2);
      }
      return Math.sqrt(sum);
    }

    Figure drawn(String title, Tensor map) {
      double[] places = map.toDoubles();
      int width = (int) map.dim(1);
      List<List<Point>> members = new ArrayList<>();
      for (int h = 0; h < count; h++) {
        members.add(new ArrayList<>());
      }
      for (int i = 0; i < heap.length; i++) {
        members.get(heap[i]).add(new Point(places[i * width], places[i * width + 1]));
      }
      List<Series> series = new ArrayList<>();
      for (int h = 0; h < count; h++) {
        String name = count == 1 ? "" : String.valueOf((char) ('A' + h));
        series.add(new Series(name, members.get(h)));
      }
      return new EmbeddingChart(title, "", series, SIDE).figure();
    }
  }

  private static void sizes(Notebook notebook) {
    notebook.heading("Sizes of clusters");
    Random random = new Random(notebook.seed());
    Heaps heaps =
        Heaps.of(random, notebook.size(60, 100), 2, new double[] {0, 40}, new double[] {1, 10});
    double before = heaps.spread(heaps.points, 1) / heaps.spread(heaps.points, 0);
    notebook.text(
        "Two heaps in the plane, B ten times as wide as A. Each point's Gaussian is as wide as its"
            + " neighbourhood needs, so that dense heaps are spread and thin ones drawn together.");
    List<Figure> figures = new ArrayList<>();
    figures.add(heaps.drawn("The points", heaps.points));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("the points", Numbers.fixed(before, 1)));
    double widest = 0;
    for (int perplexity : new int[] {5, 15, 30}) {
      Tensor map = heaps.map(notebook, perplexity, TSne.Start.RANDOM, notebook.seed());
      double ratio = heaps.spread(map, 1) / heaps.spread(map, 0);
      widest = Math.max(widest, ratio);
      rows.add(List.of("perplexity " + perplexity, Numbers.fixed(ratio, 2)));
      figures.add(heaps.drawn("Perplexity " + perplexity, map));
    }
    show(notebook, figures);
    notebook.table(List.of("", "#width of B over that of A"), rows);
    notebook.holds(
        "width of B over A, the widest of three maps; truth " + Numbers.fixed(before, 1),
        "below a third of the truth",
        Numbers.fixed(widest, 2),
        widest < before / 3);
  }

  private static void distances(Notebook notebook) {
    notebook.heading("Distances between clusters");
    notebook.text(
        "Three heaps of equal width on a line; C is five times as far from B as A is. The ratio of"
            + " distances in the maps is the geometric mean over several random starts.");
    Random random = new Random(notebook.seed() + 1);
    Heaps heaps =
        Heaps.of(
            random, notebook.size(50, 100), 5, new double[] {0, 15, 90}, new double[] {1, 1, 1});
    double truth = ratio(heaps, heaps.points);
    List<Figure> figures = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("the points", Numbers.fixed(truth, 1)));
    figures.add(heaps.drawn("The points", heaps.points));
    int starts = notebook.size(2, 5);
    double most = 0;
    for (int perplexity : new int[] {5, 15, 30}) {
      double logs = 0;
      for (int s = 0; s < starts; s++) {
        Tensor map = heaps.map(notebook, perplexity, TSne.Start.RANDOM, notebook.seed() + s);
        logs += Math.log(ratio(heaps, map)) / starts;
        if (s == 0) {
          figures.add(heaps.drawn("Perplexity " + perplexity, map));
        }
      }
      most = Math.max(most, Math.exp(logs));
      rows.add(List.of("perplexity " + perplexity, Numbers.fixed(Math.exp(logs), 2)));
    }
    Tensor map = heaps.map(notebook, 30, TSne.Start.COMPONENTS, notebook.seed());
    rows.add(
        List.of("perplexity 30, from principal components", Numbers.fixed(ratio(heaps, map), 2)));
    show(notebook, figures);
    notebook.table(List.of("", "#distance B–C over A–B"), rows);
    notebook.holds(
        "distance B–C over A–B, the largest of three maps; truth " + Numbers.fixed(truth, 1),
        "below half of the truth",
        Numbers.fixed(most, 2),
        most < truth / 2);
    notebook.note("the same from principal components", "", Numbers.fixed(ratio(heaps, map), 2));
  }

  private static double ratio(Heaps heaps, Tensor map) {
    return heaps.distance(map, 1, 2) / heaps.distance(map, 0, 1);
  }

  private static void noise(Notebook notebook) {
    notebook.heading("Clusters of noise");
    notebook.text(
        "One normal distribution in 100 dimensions has no clusters. The number of each map is"
            + " the median over points of the distance of the tenth neighbour over that of the"
            + " first: about 3.4 where points lie evenly, large where they huddle.");
    Random random = new Random(notebook.seed() + 2);
    Heaps cloud =
        Heaps.of(random, notebook.size(200, 500), 100, new double[] {0}, new double[] {1});
    Tensor plane = Pca.of(2).fit(Samples.of(cloud.points)).predict(cloud.points);
    List<Figure> figures = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    double flat = huddle(plane);
    rows.add(List.of("two principal components", Numbers.fixed(flat, 1)));
    figures.add(cloud.drawn("Two principal components", plane));
    double small = 0;
    double large = 0;
    for (int perplexity : new int[] {2, 5, 30}) {
      Tensor map = cloud.map(notebook, perplexity, TSne.Start.RANDOM, notebook.seed());
      double value = huddle(map);
      small = perplexity == 2 ? value : small;
      large = value;
      rows.add(List.of("perplexity " + perplexity, Numbers.fixed(value, 1)));
      figures.add(cloud.drawn("Perplexity " + perplexity, map));
    }
    show(notebook, figures);
    notebook.table(List.of("", "#tenth neighbour over first"), rows);
    notebook.holds(
        "huddling at perplexity 2, over that at 30",
        "above 1.3: noise looks clustered",
        Numbers.fixed(small / large, 2),
        small > 1.3 * large);
    notebook.holds(
        "huddling at perplexity 30, over that of the plane",
        "below 1.3: no clusters",
        Numbers.fixed(large / flat, 2),
        large < 1.3 * flat);
  }

  /** Figures in pairs of two rows. */
  private static void show(Notebook notebook, List<Figure> figures) {
    for (int i = 0; i < figures.size(); i += 2) {
      notebook.figure(figures.subList(i, i + 2).toArray(Figure[]::new));
    }
  }

  private static double huddle(Tensor map) {
    double[] places = map.toDoubles();
    int n = places.length / 2;
    double[] ratios = new double[n];
    for (int i = 0; i < n; i++) {
      double[] distances = new double[n];
      for (int j = 0; j < n; j++) {
        distances[j] =
            Math.hypot(places[2 * i] - places[2 * j], places[2 * i + 1] - places[2 * j + 1]);
      }
      Arrays.sort(distances);
      ratios[i] = distances[RANK] / distances[1];
    }
    Arrays.sort(ratios);
    return ratios[n / 2];
  }
}
