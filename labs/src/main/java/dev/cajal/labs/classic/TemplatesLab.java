package dev.cajal.labs.classic;

import dev.cajal.backend.TensorType;
import dev.cajal.classic.Classifier;
import dev.cajal.classic.Samples;
import dev.cajal.classic.TemplateLearner;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Notebook;
import dev.cajal.nn.data.Dataset;
import dev.cajal.tensor.Tensor;
import dev.cajal.vision.generate.DrawnDigits;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.BarChart;
import dev.cajal.viz.chart.Bars;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.viz.chart.Spread;
import dev.cajal.viz.image.FilterBank;
import dev.cajal.viz.image.HintonDiagram;
import dev.cajal.viz.image.TileSheet;
import dev.cajal.viz.image.TileSheet.Row;
import dev.cajal.viz.image.TileSheet.Tile;
import dev.cajal.viz.image.ValueMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One rigid picture for each digit, and why it is not enough. */
final class TemplatesLab {
  static final Lab LAB =
      new Lab(
          "template-learner",
          Lecture.BRAIN,
          List.of("A15", "E7"),
          "Two layers learn one rigid template for each digit: good on what lies where it lay, poor"
              + " on what is shifted or bent.",
          TemplatesLab::run);

  private static final int EPOCHS = 10;
  private static final int FARTHEST = 6;
  private static final int AT = 4;

  private TemplatesLab() {}

  private static void run(Notebook notebook) throws IOException {
    course(notebook);
    int count = notebook.size(1000, 8000);
    int tests = notebook.size(300, 1000);
    List<double[]> templates = new ArrayList<>();
    List<double[]> net = new ArrayList<>();
    List<double[]> templatesMoved = new ArrayList<>();
    List<double[]> netMoved = new ArrayList<>();
    for (int run = 0; run < notebook.size(1, 3); run++) {
      long seed = notebook.seed() + run;
      Dataset train = DrawnDigits.dataset(count, seed, "training");
      Dataset test = DrawnDigits.dataset(tests, seed, "test");
      Classifier learner = TemplateLearner.of(EPOCHS).seed(seed).fit(train);
      Classifier features = SmallNet.of(train, notebook.size(3, 4), seed);
      if (run == 0) {
        notebook.heading("Shifted and distorted digits");
        notebook.text(
            "Digits that were learnt upright and centred are now moved, turned, stretched, sheared,"
                + " or bent as if drawn on rubber (Simard et al. 2003). The captions are what the"
                + " templates say.");
        notebook.figure(shown(test, learner));
      }
      templates.add(accuracies(test, learner));
      net.add(accuracies(test, features));
      templatesMoved.add(moved(Samples.of(test), learner));
      netMoved.add(moved(Samples.of(test), features));
    }
    notebook.text(
        "Beside the templates: a net of two convolutions with pooling, which learns the features"
            + " that digits are made of, from the same digits. Neither saw a distorted one. "
            + Numbers.count(count)
            + " digits to learn from and "
            + Numbers.count(tests)
            + " others to be judged by; "
            + (templates.size() == 1
                ? "one seed."
                : templates.size() + " seeds, mean ± standard deviation."));
    bars(notebook, templates, net);
    double[] pixels = IntStream.rangeClosed(0, FARTHEST).asDoubleStream().toArray();
    notebook.figure(
        new BarChart(
                "Distorted test digits",
                new Axis("recognised", Axis.Kind.PERCENT),
                Distortion.ALL.stream().map(Distortion::name).toList(),
                List.of(
                    new Bars("templates", spreads(templates)), new Bars("small net", spreads(net))))
            .figure(),
        new LineChart(
                "Test digits moved to the right",
                new Axis("pixels", Axis.Kind.NUMBER),
                new Axis("recognised", Axis.Kind.PERCENT),
                List.of(
                    Series.ofRuns("templates", pixels, templatesMoved),
                    Series.ofRuns("small net", pixels, netMoved)))
            .figure());
    double still = mean(templatesMoved, 0);
    double moved = mean(templatesMoved, AT);
    notebook.holds(
        "recognised four pixels to the right",
        "less than three quarters of " + Numbers.percent(still, 1),
        Numbers.percent(moved, 1),
        moved < 0.75 * still);
  }

  /** The templates before, during and after learning. */
  private static void course(Notebook notebook) {
    int count = notebook.size(1000, 8000);
    Samples train = Samples.of(DrawnDigits.dataset(count, notebook.seed(), "training"));
    Samples test =
        Samples.of(DrawnDigits.dataset(notebook.size(300, 1000), notebook.seed(), "test"));
    notebook.text(
        "Active pixels add to the weights of the right class and subtract from those of the class"
            + " that was guessed. The weights of a digit become its template: each square is the"
            + " weight of one pixel, from random ones before the first digit to what is left after "
            + EPOCHS
            + " passes over "
            + Numbers.count(count)
            + " digits.");
    int[] after = {0, 30, count, EPOCHS * count};
    List<Classifier> course = TemplateLearner.of(EPOCHS).seed(notebook.seed()).course(train, after);
    List<List<String>> rows = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < after.length; i++) {
      String title =
          switch (i) {
            case 0 -> "Before learning";
            case 1 -> "After " + after[i] + " digits";
            case 2 -> "After 1 pass";
            default -> "After " + EPOCHS + " passes";
          };
      figures.add(hinton(course.get(i), title));
      rows.add(
          List.of(
              Numbers.count(after[i]),
              Numbers.percent(course.get(i).accuracy(train), 1),
              Numbers.percent(course.get(i).accuracy(test), 1)));
    }
    figures.forEach(notebook::figure);
    notebook.table(List.of("#digits shown", "#training digits", "#test digits"), rows);
    double before = course.getFirst().accuracy(test);
    double learnt = course.getLast().accuracy(test);
    notebook.holds(
        "recognised before learning",
        "a tenth, as by chance",
        Numbers.percent(before, 1),
        before < 0.25);
    notebook.holds("recognised after learning", "most", Numbers.percent(learnt, 1), learnt > 0.6);
  }

  private static void bars(Notebook notebook, List<double[]> templates, List<double[]> net) {
    List<Distortion> all = Distortion.ALL;
    double kept = 0;
    double keptByNet = 0;
    for (int d = 1; d < all.size(); d++) {
      double lost = mean(templates, 0) - mean(templates, d);
      notebook.holds(
          "templates, digits " + all.get(d).name(),
          "fewer than as they are",
          Numbers.percent(mean(templates, d), 1) + " of " + Numbers.percent(mean(templates, 0), 1),
          lost > 0);
      kept += mean(templates, d) / mean(templates, 0) / (all.size() - 1);
      keptByNet += mean(net, d) / mean(net, 0) / (all.size() - 1);
    }
    notebook.holds(
        "share that is still recognised when distorted, mean over the "
            + (all.size() - 1)
            + " ways",
        "more by features that are found anywhere",
        Numbers.percent(keptByNet, 1)
            + " by the small net, "
            + Numbers.percent(kept, 1)
            + " by templates",
        keptByNet > kept);
  }

  private static Figure hinton(Classifier learner, String title) {
    float[] weights = learner.linear().orElseThrow().weight().toArray();
    return new HintonDiagram(title, FilterBank.of("template", 10, 1, 28, 28, weights), 10).figure();
  }

  private static Figure shown(Dataset test, Classifier learner) {
    ValueMap grey = new ValueMap(0, 1);
    List<Row> rows = new ArrayList<>();
    for (Distortion distortion : Distortion.ALL) {
      Samples digits = distortion.of(test);
      float[] pixels = digits.features().toArray();
      double[] said = learner.predict(digits.features().slice(0, 0, 10)).toDoubles();
      List<Tile> tiles = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        boolean right = (int) said[i] == test.label(i);
        String caption = (int) said[i] + (right ? "" : " ✗");
        tiles.add(new Tile(grey.picture(pixels, 784 * i, 28, 28), caption));
      }
      rows.add(new Row(distortion.name(), tiles));
    }
    return new TileSheet("Ten test digits, and what the templates say", "", rows, 56).figure();
  }

  private static double[] accuracies(Dataset test, Classifier learner) {
    return Distortion.ALL.stream()
        .mapToDouble(distortion -> learner.accuracy(distortion.of(test)))
        .toArray();
  }

  private static double[] moved(Samples test, Classifier learner) {
    int n = test.size();
    return IntStream.rangeClosed(0, FARTHEST)
        .mapToDouble(shift -> {
          Tensor empty = Tensor.full(TensorType.float32(n, 28, shift), 0);
          return learner.accuracy(
              shift == 0
                  ? test
                  : test.map(x ->
                      Tensor.concat(
                          2, List.of(empty, x.reshape(n, 28, 28).slice(2, 0, 28 - shift)))));
        })
        .toArray();
  }

  private static double mean(List<double[]> runs, int place) {
    return runs.stream().mapToDouble(run -> run[place]).average().orElseThrow();
  }

  private static List<Spread> spreads(List<double[]> runs) {
    return IntStream.range(0, runs.getFirst().length)
        .mapToObj(d -> Spread.of(runs.stream().mapToDouble(run -> run[d]).toArray()))
        .toList();
  }
}
