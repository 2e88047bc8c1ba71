package dev.cajal.cli;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Backends;
import dev.cajal.backend.Shape;
import dev.cajal.cli.evaluation.EvaluationFigures;
import dev.cajal.labs.drawing.Drawings;
import dev.cajal.nn.LayerGraph;
import dev.cajal.nn.Module;
import dev.cajal.nn.Summary;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.train.DetailedEvaluation;
import dev.cajal.nn.train.EpochRow;
import dev.cajal.nn.train.Evaluation;
import dev.cajal.nn.train.TrainingResult;
import dev.cajal.nn.watch.Watch;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.image.FilterBank;
import dev.cajal.viz.report.Anatomy;
import dev.cajal.viz.report.Epoch;
import dev.cajal.viz.report.Fact;
import dev.cajal.viz.report.Inside;
import dev.cajal.viz.report.Judgement;
import dev.cajal.viz.report.LayerRow;
import dev.cajal.viz.report.Origin;
import dev.cajal.viz.report.Outcome;
import dev.cajal.viz.report.Report;
import dev.cajal.viz.report.ReportData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the outcome of a run into its {@code report.html}. */
final class Reporting {
  private static final int SAMPLES = 24;
  private static final int MAX_FILTERS = 64;

  private final Settings settings;
  private final DataSource source;
  private final Module model;

  Reporting(Settings settings, DataSource source, Module model) {
    this.settings = settings;
    this.source = source;
    this.model = model;
  }

  void write(Path file, TrainingResult result, DetailedEvaluation detailed, Optional<Watch> watch)
      throws IOException {
    Evaluation test = detailed.evaluation();
    Outcome outcome =
        new Outcome(
            test.metrics().accuracy(),
            test.metrics().top5(),
            test.metrics().loss(),
            test.samples(),
            result.seconds(),
            result.imagesPerSecond());
    Origin origin =
        new Origin(
            settings.model(),
            source.provenance(),
            settings.seed(),
            settings.command(),
            environment());
    Report.write(
        new ReportData(
            origin,
            outcome,
            result.rows().stream().map(Reporting::epoch).toList(),
            settings.network().text() ? Judgement.NONE : judgement(detailed),
            watch.map(WatchReport::of).orElse(Inside.NONE),
            anatomy()),
        file);
  }

  private Judgement judgement(DetailedEvaluation test) {
    EvaluationFigures figures = new EvaluationFigures(test, source.test());
    return new Judgement(
        Optional.of(figures.confusion()),
        figures.scores(),
        figures.worst(SAMPLES),
        figures.random(SAMPLES, settings.seed()));
  }

  private Anatomy anatomy() {
    return new Anatomy(
        layers(),
        Optional.of(Drawings.layers(LayerGraph.of(model, source.train().shape()))),
        filters());
  }

  private static Epoch epoch(EpochRow row) {
    return new Epoch(
        row.epoch(),
        row.train().loss(),
        row.train().accuracy(),
        row.validation().map(v -> v.loss()).orElse(Double.NaN),
        row.validation().map(v -> v.accuracy()).orElse(Double.NaN),
        row.rate());
  }

  /** The weights of the convolutions, as far as they can be seen as pictures. */
  private List<FilterBank> filters() {
    List<FilterBank> banks = new ArrayList<>();
    for (Variable weight : model.parameters()) {
      Shape shape = weight.type().shape();
      if (shape.rank() == 4
          && shape.dim(2) > 1
          && shape.dim(0) * shape.dim(1) <= MAX_FILTERS * 32) {
        banks.add(
            FilterBank.of(
                weight.name(),
                Math.toIntExact(shape.dim(0)),
                Math.toIntExact(shape.dim(1)),
                Math.toIntExact(shape.dim(2)),
                Math.toIntExact(shape.dim(3)),
                weight.tensor().toArray()));
      }
    }
    return banks;
  }

  private List<LayerRow> layers() {
    return Summary.of(model, source.train().shape()).rows().stream()
        .map(row ->
            new LayerRow(
                row.path(),
                row.layer(),
                Models.sizes(row.output()),
                row.parameters(),
                row.multiplications()))
        .toList();
  }

  private static List<Fact> environment() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Cajal", Version.text()));
    facts.add(
        new Fact(
            "Java",
            System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version")));
    facts.add(
        new Fact(
            "System",
            System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch")
                + ", "
                + Runtime.getRuntime().availableProcessors()
                + " cores"));
    for (Backend backend : Backends.all()) {
      facts.add(new Fact("Backend " + backend.name(), String.join("; ", backend.describe())));
    }
    return facts;
  }
}
