package dev.cajal.labs.classic;

import dev.cajal.classic.KMeans;
import dev.cajal.classic.RandIndex;
import dev.cajal.classic.Samples;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.BarChart;
import dev.cajal.viz.chart.Bars;
import dev.cajal.viz.chart.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ten clusters of digits, by features and distance: whether they are the classes, or stable. */
final class ClusteredDigits {
  private static final int CLASSES = 10;

  private ClusteredDigits() {}

  static void show(Notebook notebook, Samples digits, DigitFeatures features) {
    int starts = notebook.size(3, 10);
    notebook.heading("The features and the distance");
    notebook.text(
        "Ten clusters of "
            + Numbers.count(digits.size())
            + " drawn digits, without their labels. k-means knows squared distances only; rows of"
            + " length 1 make it go by directions (cosine). "
            + DigitFeatures.description()
            + " Agreement is the adjusted Rand index of Hubert and Arabie (1985): 1 for"
            + " the same groups, 0 for chance; mean ± standard deviation over "
            + starts
            + " starts by k-means++.");
    List<String> names = new ArrayList<>();
    List<Spread> withClasses = new ArrayList<>();
    List<Spread> withEachOther = new ArrayList<>();
    kinds(digits, features)
        .forEach((name, samples) -> {
          List<Tensor> runs = new ArrayList<>();
          for (int seed = 0; seed < starts; seed++) {
            var found = KMeans.of(CLASSES).starts(1).seed(notebook.seed() + seed).fit(samples);
            runs.add(found.predict(samples.features()));
          }
          names.add(name);
          withClasses.add(
              Spread.of(
                  runs.stream()
                      .mapToDouble(run -> RandIndex.adjusted(run, digits.labels()))
                      .toArray()));
          withEachOther.add(Spread.of(pairs(runs)));
        });
    notebook.figure(
        new BarChart(
                "Ten clusters of digits",
                new Axis("agreement (adjusted Rand index)", Axis.Kind.PERCENT),
                names,
                List.of(
                    new Bars("with the classes", withClasses),
                    new Bars("of two starts with each other", withEachOther)))
            .figure());
    double stable = withEachOther.stream().mapToDouble(Spread::mean).max().orElseThrow();
    notebook.holds(
        "agreement of two starts, the most stable features",
        "below 0.95: digits, too, depend on the start",
        Numbers.fixed(stable, 2),
        stable < 0.95);
    double pixels = withClasses.get(names.indexOf("pixels, L2")).mean();
    double directions = withClasses.get(names.indexOf("pixels, cosine")).mean();
    notebook.holds(
        "agreement of clusters of pixels with the classes, by cosine over L2",
        "above 1: the distance matters",
        Numbers.percent(directions, 1) + " over " + Numbers.percent(pixels, 1),
        directions > pixels);
    double plain = withEachOther.get(names.indexOf("components, L2")).mean();
    double whitened = withEachOther.get(names.indexOf("whitened, L2")).mean();
    notebook.holds(
        "agreement of two starts, components whitened over as they are",
        "below 0.9: the features matter; directions of little variance count too much",
        Numbers.percent(whitened, 1) + " over " + Numbers.percent(plain, 1),
        whitened < 0.9 * plain);
    notebook.note(
        "agreement with the classes, edges over pixels, both by cosine",
        "above 1, as for neighbours",
        Numbers.percent(withClasses.get(names.indexOf("edges, cosine")).mean(), 1)
            + " over "
            + Numbers.percent(directions, 1));
  }

  private static Map<String, Samples> kinds(Samples digits, DigitFeatures features) {
    Map<String, Samples> kinds = new LinkedHashMap<>();
    for (String name : DigitFeatures.NAMES) {
      Samples samples = features.of(name, digits);
      kinds.put(name + ", L2", samples);
      kinds.put(name + ", cosine", samples.map(x -> x.normalize(1)));
    }
    return kinds;
  }

  private static double[] pairs(List<Tensor> runs) {
    List<Double> pairs = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      for (int j = 0; j < i; j++) {
        pairs.add(RandIndex.adjusted(runs.get(i), runs.get(j)));
      }
    }
    return pairs.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
