package dev.cajal.viz.report;

import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.ConfusionChart;
import dev.cajal.viz.chart.ConfusionMatrix;
import dev.cajal.viz.chart.HistogramSheet;
import dev.cajal.viz.graph.GraphFigure;
import dev.cajal.viz.image.FilterBank;
import dev.cajal.viz.image.FilterSheet;
import dev.cajal.viz.image.Sample;
import dev.cajal.viz.image.SampleGrid;
import java.util.List;

/** Writes the parts of a report in the order in which they are read. */
final class Sections {
  private static final int SAMPLE_COLUMNS = 8;
  private static final int HISTOGRAM_COLUMNS = 4;

  private final Html html;
  private final ReportData data;

  Sections(Html html, ReportData data) {
    this.html = html;
    this.data = data;
  }

  void write() {
    headline();
    html.open("main");
    if (!data.epochs().isEmpty()) {
      begin("curves", "Curves");
      html.open("div", "class", "pair");
      new Curves(data.epochs()).figures().forEach(html::figure);
      html.close("div").close("section");
    }
    if (!data.inside().isEmpty()) {
      diagnosis(data.inside());
    }
    data.judgement().confusion().ifPresent(this::confusion);
    if (data.judgement().hasSamples()) {
      begin("samples", "Sample predictions");
      samples("Worst mistakes: prediction (probability), truth", data.judgement().worst());
      samples("Drawn by chance: prediction (probability)", data.judgement().random());
      html.close("section");
    }
    if (!data.judgement().scores().isEmpty()) {
      begin("scores", "How sure, and how right");
      html.open("div", "class", "pair");
      data.judgement().scores().forEach(html::figure);
      html.close("div").close("section");
    }
    inside(data.inside());
    if (!data.anatomy().filters().isEmpty()) {
      begin("filters", "Learned filters");
      data.anatomy().filters().forEach(this::filters);
      html.close("section");
    }
    if (!data.anatomy().layers().isEmpty()) {
      begin("model", "Model");
      data.anatomy()
          .drawing()
          .ifPresent(graph -> html.figure(new GraphFigure(data.origin().model(), graph).figure()));
      Tables.layers(html, data.anatomy().layers());
      html.close("section");
    }
    begin("reproduce", "How to reproduce");
    html.text("pre", data.origin().command());
    if (!data.origin().environment().isEmpty()) {
      html.text("h3", "Environment");
      Tables.facts(html, data.origin().environment());
    }
    html.close("section").close("main");
    html.text("footer", "Written by Cajal. This page loads nothing from elsewhere.");
  }

  private void headline() {
    Outcome outcome = data.outcome();
    html.open("header").text("p", "Cajal report of a training run", "class", "kicker");
    html.text("h1", data.origin().model());
    if (!Double.isNaN(outcome.testAccuracy())) {
      String sentence =
          "Recognises %s of %s test images."
              .formatted(
                  Numbers.percent(outcome.testAccuracy(), 2), Numbers.count(outcome.testImages()));
      html.text("p", sentence, "class", "lead");
    }
    html.text("p", "Data: " + data.origin().data(), "class", "note");
    html.open("dl", "class", "tiles");
    tile("Test accuracy", Numbers.percent(outcome.testAccuracy(), 2));
    tile("Top-1 error", Numbers.percent(1 - outcome.testAccuracy(), 2));
    if (!Double.isNaN(outcome.testTop5())) {
      tile("Top-5 error", Numbers.percent(1 - outcome.testTop5(), 2));
    }
    tile("Test loss", Numbers.significant(outcome.testLoss()));
    tile("Training time", Numbers.duration(outcome.seconds()));
    tile("Images/s", rate(outcome.imagesPerSecond()));
    if (!data.epochs().isEmpty()) {
      tile("Epochs", Numbers.count(data.epochs().getLast().number()));
    }
    if (!data.anatomy().layers().isEmpty()) {
      tile(
          "Parameters",
          Numbers.count(data.anatomy().layers().stream().mapToLong(LayerRow::parameters).sum()));
    }
    tile("Seed", Long.toString(data.origin().seed()));
    html.close("dl").open("nav");
    link(!data.epochs().isEmpty(), "curves", "Curves");
    link(!data.inside().isEmpty(), "diagnosis", "Diagnosis");
    link(data.judgement().confusion().isPresent(), "classes", "Classes");
    link(data.judgement().hasSamples(), "samples", "Samples");
    link(!data.judgement().scores().isEmpty(), "scores", "Scores");
    link(data.inside().isDrawn(), "inside", "Inside");
    link(!data.anatomy().filters().isEmpty(), "filters", "Filters");
    link(!data.anatomy().layers().isEmpty(), "model", "Model");
    link(true, "reproduce", "Reproduce");
    html.close("nav").close("header");
  }

  private static String rate(double perSecond) {
    return perSecond >= 100 ? Numbers.count(Math.round(perSecond)) : Numbers.fixed(perSecond, 1);
  }

  private void tile(String name, String value) {
    html.open("div").text("dt", name).text("dd", value).close("div");
  }

  private void link(boolean present, String id, String name) {
    if (present) {
      html.text("a", name, "href", "#" + id);
    }
  }

  private void begin(String id, String title) {
    html.open("section", "id", id).text("h2", title);
  }

  private void diagnosis(Inside seen) {
    begin("diagnosis", "Diagnosis");
    if (seen.findings().isEmpty()) {
      html.text("p", "Nothing is wrong at the end of the run.");
    }
    seen.findings().forEach(finding -> html.text("p", finding, "class", "finding"));
    html.close("section");
  }

  private void inside(Inside seen) {
    if (!seen.isDrawn()) {
      return;
    }
    begin("inside", "Inside the layers");
    if (!seen.strips().isEmpty()) {
      String key = "The stronger the colour, the larger the value; the last one is written out.";
      html.text("p", key, "class", "note").open("div", "class", "pair");
      seen.strips().forEach(strip -> html.figure(strip.figure()));
      html.close("div");
    }
    if (!seen.histograms().isEmpty()) {
      String title = "Outputs: " + seen.histograms().getFirst().axis();
      html.figure(new HistogramSheet(title, seen.histograms(), HISTOGRAM_COLUMNS).figure());
    }
    html.close("section");
  }

  private void confusion(ConfusionMatrix matrix) {
    begin("classes", "Classes");
    html.open("div", "class", "pair");
    if (matrix.labels().size() <= ConfusionChart.MOST_CLASSES) {
      html.figure(new ConfusionChart(matrix).figure());
    }
    html.open("div", "class", "scroll");
    Tables.mistakes(html, matrix);
    html.close("div").close("div");
    Tables.classes(html, matrix);
    html.close("section");
  }

  private void samples(String title, List<Sample> samples) {
    if (!samples.isEmpty()) {
      html.figure(new SampleGrid(title, samples, SAMPLE_COLUMNS).figure());
    }
  }

  private void filters(FilterBank bank) {
    FilterSheet sheet = new FilterSheet(bank);
    html.text("h3", bank.path());
    html.open("figure");
    html.empty(
        "img", "src", sheet.picture().dataUri(), "alt", bank.path() + ": " + sheet.caption());
    html.text("figcaption", sheet.caption()).close("figure");
  }
}
