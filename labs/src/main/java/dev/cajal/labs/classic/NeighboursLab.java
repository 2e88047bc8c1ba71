package dev.cajal.labs.classic;

import dev.cajal.classic.KNearest;
import dev.cajal.classic.Metric;
import dev.cajal.classic.Samples;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Splits;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Nothing is learnt but what is near: k, features and distance are all there is to choose. */
final class NeighboursLab {
  static final Lab LAB =
      new Lab(
          "knn-validation",
          Lecture.PERCEPTRON,
          List.of("A19", "A21"),
          "The number of neighbours, the features and the distance are chosen on validation"
              + " samples; test samples are asked once.",
          NeighboursLab::run);

  private static final int MOST = 15;
  private static final List<Metric> METRICS = List.of(Metric.L1, Metric.L2, Metric.COSINE);

  private NeighboursLab() {}

  /** The validation error of one kind of features and one distance, by k. */
  private record Tried(String features, Metric metric, List<Double> errors) {
    int k() {
      int best = 0;
      for (int i = 1; i < errors.size(); i++) {
        best = errors.get(i) < errors.get(best) ? i : best;
      }
      return best + 1;
    }

    double least() {
      return errors.get(k() - 1);
    }
  }

  private static void run(Notebook notebook) {
    int count = notebook.size(800, 6000);
    Dataset digits = DrawnDigits.dataset(count, notebook.seed(), "training");
    List<Dataset> parts = Splits.stratified(digits, notebook.seed(), 0.8, 0.2);
    Samples train = Samples.of(parts.get(0));
    Samples validation = Samples.of(parts.get(1));
    DigitFeatures features = DigitFeatures.fittedOn(train);
    List<Tried> tried = new ArrayList<>();
    for (String name : DigitFeatures.NAMES) {
      Samples voters = features.of(name, train);
      Samples asked = features.of(name, validation);
      for (Metric metric : METRICS) {
        double[] errors = KNearest.of(1).metric(metric).errors(voters, asked, MOST);
        tried.add(new Tried(name, metric, Arrays.stream(errors).boxed().toList()));
      }
    }
    Tried best = tried.stream().min(Comparator.comparingDouble(Tried::least)).orElseThrow();
    Tried worst = tried.stream().max(Comparator.comparingDouble(Tried::least)).orElseThrow();
    notebook.text(
        "Drawn digits: "
            + Numbers.count(train.size())
            + " vote, "
            + Numbers.count(validation.size())
            + " others choose among k from 1 to "
            + MOST
            + ", four kinds of features and three distances. "
            + DigitFeatures.description()
            + " Components are those of the voters.");
    notebook.figure(
        chart(
            "By features, with distance " + best.metric(),
            tried.stream().filter(t -> t.metric() == best.metric()).toList(),
            true),
        chart(
            "By distance, with " + best.features(),
            tried.stream().filter(t -> t.features().equals(best.features())).toList(),
            false));
    notebook.heading("Every choice");
    notebook.text(
        "Least validation error and its k. By chance alone an error near "
            + Numbers.percent(best.least(), 1)
            + " of "
            + Numbers.count(validation.size())
            + " samples moves by "
            + Numbers.fixed(100 * chance(best.least(), validation.size()), 1)
            + " points (one standard deviation), so neighbouring choices are alike.");
    notebook.table(
        List.of("features", "#l1", "#l2", "#cosine"),
        DigitFeatures.NAMES.stream().map(name -> row(name, tried)).toList());
    notebook.note(
        "chosen on validation samples",
        "",
        "k = %d, %s, %s".formatted(best.k(), best.features(), best.metric()));
    notebook.holds(
        "least validation error of the worst features and distance, over that of the best",
        "above 1.2: the choice matters",
        Numbers.percent(worst.least(), 1) + " over " + Numbers.percent(best.least(), 1),
        worst.least() > 1.2 * best.least());

    notebook.heading("The test, once");
    notebook.text(
        "All choices are made; only now are test samples drawn, and asked about the chosen one"
            + " alone. The least of so many validation errors owes something to luck, so that the"
            + " test is more often worse than better.");
    Samples test = Samples.of(DrawnDigits.dataset(count / 5, notebook.seed(), "test"));
    double error =
        1
            - KNearest.of(best.k())
                .metric(best.metric())
                .fit(features.of(best.features(), train))
                .accuracy(features.of(best.features(), test));
    double apart =
        Math.hypot(
            chance(best.least(), validation.size()),
            chance(Math.max(error, best.least()), test.size()));
    notebook.holds(
        "test error; validation said " + Numbers.percent(best.least(), 1),
        "near it: within " + Numbers.fixed(100 * 3 * apart, 1) + " points, 3 standard deviations",
        Numbers.percent(error, 1),
        Math.abs(error - best.least()) <= 3 * apart);
    double self = 1 - KNearest.of(1).fit(train).accuracy(train);
    notebook.near("error of k = 1 on its own samples: says nothing", 0, self, 1e-9);
  }

  /** The standard deviation of a share that was counted in n samples. */
  private static double chance(double share, int n) {
    double rate = Math.max(share, 1.0 / n);
    return Math.sqrt(rate * (1 - rate) / n);
  }

  private static List<String> row(String features, List<Tried> tried) {
    List<String> row = new ArrayList<>(List.of(features));
    tried.stream()
        .filter(t -> t.features().equals(features))
        .forEach(t -> row.add(Numbers.percent(t.least(), 1) + ", k = " + t.k()));
    return row;
  }

  private static Figure chart(String title, List<Tried> lines, boolean byFeatures) {
    return new LineChart(
            title,
            new Axis("k", Axis.Kind.NUMBER),
            new Axis("validation error", Axis.Kind.PERCENT),
            lines.stream()
                .map(t ->
                    Series.fromOne(
                        byFeatures ? t.features() : t.metric().toString(),
                        t.errors().stream().mapToDouble(Double::doubleValue).toArray()))
                .toList())
        .figure();
  }
}
