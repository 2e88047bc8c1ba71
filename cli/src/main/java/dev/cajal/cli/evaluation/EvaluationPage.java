package dev.cajal.cli.evaluation;

import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.train.DetailedEvaluation;
import dev.cajal.nn.train.Metrics;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.ClassCurve;
import dev.cajal.viz.chart.ConfusionChart;
import dev.cajal.viz.chart.RateChart;
import dev.cajal.viz.chart.ReliabilityChart;
import dev.cajal.viz.image.Sample;
import dev.cajal.viz.image.SampleGrid;
import dev.cajal.viz.report.Article;
import dev.cajal.viz.report.Fact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One page about how a model did on test samples. */
public final class EvaluationPage {
  private static final int MISTAKES = 48;
  private static final int COLUMNS = 8;

  private final String name;
  private final DetailedEvaluation detailed;
  private final EvaluationFigures figures;
  private final List<ClassCurve> roc;
  private final List<ClassCurve> precisionRecall;
  private final ReliabilityChart reliability;

  /**
   * Takes an evaluation.
   *
   * @param name of the model
   * @param detailed what it said
   * @param data images of which it was said
   */
  public EvaluationPage(String name, DetailedEvaluation detailed, Dataset data) {
    this.name = name;
    this.detailed = detailed;
    figures = new EvaluationFigures(detailed, data);
    roc = figures.roc();
    precisionRecall = figures.precisionRecall();
    reliability = figures.reliability();
  }

  /** Returns the numbers of the curves: means over the classes, and the calibration error. */
  public Map<String, Object> numbers() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("roc_auc", mean(roc));
    numbers.put("average_precision", mean(precisionRecall));
    numbers.put("calibration_error", reliability.error());
    return numbers;
  }

  /** Returns the same numbers for people. */
  public String line() {
    return "area under ROC %s, average precision %s (means over classes), calibration error %s"
        .formatted(
            Numbers.fixed(mean(roc), 4),
            Numbers.fixed(mean(precisionRecall), 4),
            Numbers.percent(reliability.error(), 2));
  }

  private static double mean(List<ClassCurve> curves) {
    return curves.stream().mapToDouble(ClassCurve::area).average().orElse(Double.NaN);
  }

  /**
   * Writes the page and its figures.
   *
   * @param folder made if it is missing
   * @param provenance of the data
   * @param command that repeats it
   * @return the page
   * @throws IOException if the folder cannot be written
   */
  public Path write(Path folder, String provenance, String command) throws IOException {
    Metrics metrics = detailed.evaluation().metrics();
    List<Article.Block> blocks = new ArrayList<>();
    blocks.add(new Article.Heading("What is taken for what"));
    if (detailed.evaluation().classes().size() <= ConfusionChart.MOST_CLASSES) {
      blocks.add(new Article.Drawing(new ConfusionChart(figures.confusion()).figure()));
    }
    blocks.add(new Article.Heading("Each class against the others"));
    blocks.add(
        new Article.Text(
            "The threshold on the probability of a class falls along each curve. ROC does not see"
                + " how rare a class is; precision does."));
    List<Figure> curves =
        List.of(
            RateChart.roc("ROC", roc).figure(),
            RateChart.precisionRecall("Precision and recall", precisionRecall).figure());
    blocks.add(new Article.Row(curves));
    blocks.add(new Article.Heading("As sure as right?"));
    blocks.add(
        new Article.Text(
            "Bars below the diagonal: the model promises too much; above it: too little. The"
                + " calibration error is the mean gap, weighted by how many predictions there"
                + " are."));
    blocks.add(new Article.Drawing(reliability.figure()));
    List<Sample> wrong = figures.worst(MISTAKES);
    if (!wrong.isEmpty()) {
      blocks.add(new Article.Heading("Mistakes"));
      String title = "The surest mistakes: prediction (probability), truth";
      blocks.add(new Article.Drawing(new SampleGrid(title, wrong, COLUMNS).figure()));
    }
    blocks.add(new Article.Heading("How to reproduce"));
    blocks.add(new Article.Text("Data: " + provenance));
    blocks.add(new Article.Listing(command));
    List<Fact> tiles = new ArrayList<>();
    tiles.add(new Fact("Accuracy", Numbers.percent(metrics.accuracy(), 2)));
    if (!Double.isNaN(metrics.top5())) {
      tiles.add(new Fact("Top-5 error", Numbers.percent(metrics.top5Error(), 2)));
    }
    tiles.add(new Fact("Loss", Numbers.significant(metrics.loss())));
    tiles.add(new Fact("Area under ROC", Numbers.fixed(mean(roc), 4)));
    tiles.add(new Fact("Average precision", Numbers.fixed(mean(precisionRecall), 4)));
    tiles.add(new Fact("Calibration error", Numbers.percent(reliability.error(), 2)));
    tiles.add(new Fact("Samples", Numbers.count(detailed.evaluation().samples())));
    return new Article(
            name,
            "An evaluation by Cajal",
            "Recognises %s of %s test samples."
                .formatted(
                    Numbers.percent(metrics.accuracy(), 2),
                    Numbers.count(detailed.evaluation().samples())),
            tiles,
            blocks)
        .writeFolder(folder);
  }
}
