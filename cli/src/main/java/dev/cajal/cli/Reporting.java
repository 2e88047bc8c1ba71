package dev.cajal.cli;

import dev.cajal.backend.Backend;
import dev.cajal.backend.Backends;
import dev.cajal.backend.Shape;
import dev.cajal.labs.drawing.Drawings;
import dev.cajal.nn.LayerGraph;
import dev.cajal.nn.Module;
import dev.cajal.nn.Summary;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.transform.Normalize;
import dev.cajal.nn.train.EpochRow;
import dev.cajal.nn.train.Evaluation;
import dev.cajal.nn.train.Prediction;
import dev.cajal.nn.train.Predictor;
import dev.cajal.nn.train.TrainingResult;
import dev.cajal.nn.watch.Watch;
import dev.cajal.tensor.Variable;
import dev.cajal.viz.Picture;
import dev.cajal.viz.chart.ConfusionMatrix;
import dev.cajal.viz.image.FilterBank;
import dev.cajal.viz.image.Sample;
import dev.cajal.viz.report.Epoch;
import dev.cajal.viz.report.Fact;
import dev.cajal.viz.report.Inside;
import dev.cajal.viz.report.LayerRow;
import dev.cajal.viz.report.Outcome;
import dev.cajal.viz.report.Report;
import dev.cajal.viz.report.ReportData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Turns the outcome of a run into its {@code report.html}. */
final class Reporting {
  private static final int SAMPLES = 24;
  private static final int MAX_FILTERS = 64;

  private final Settings settings;
  private final DataSource source;
  private final Normalize normalize;
  private final Module model;

  Reporting(Settings settings, DataSource source, Normalize normalize, Module model) {
    this.settings = settings;
    this.source = source;
    this.normalize = normalize;
    this.model = model;
  }

  void write(Path file, TrainingResult result, Evaluation test, Optional<Watch> watch)
      throws IOException {
    Outcome outcome =
        new Outcome(
            test.metrics().accuracy(),
            test.metrics().top5(),
            test.metrics().loss(),
            test.samples(),
            result.seconds(),
            result.imagesPerSecond());
    ReportData data =
        ReportData.of(
                settings.model(), source.provenance(), settings.seed(), outcome, settings.command())
            .withEpochs(result.rows().stream().map(Reporting::epoch).toList())
            .withFilters(filters())
            .withLayers(layers())
            .withDrawing(Drawings.layers(LayerGraph.of(model, source.train().shape())))
            .withInside(watch.map(WatchReport::of).orElse(Inside.NONE))
            .withEnvironment(environment());
    Report.write(settings.network().text() ? data : pictured(data, test), file);
  }

  private ReportData pictured(ReportData data, Evaluation test) {
    return data.withConfusion(confusion(test))
        .withSamples(samples(worst(test)), samples(random(test)));
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

  private static ConfusionMatrix confusion(Evaluation test) {
    int classes = test.classes().size();
    long[][] counts = new long[classes][classes];
    for (int label = 0; label < classes; label++) {
      for (int said = 0; said < classes; said++) {
        counts[label][said] = test.count(label, said);
      }
    }
    return ConfusionMatrix.of(test.classes(), counts);
  }

  /** The mistakes of which the model was surest. */
  private List<Integer> worst(Evaluation test) {
    return IntStream.range(0, test.samples())
        .filter(i -> test.predicted(i) != source.test().label(i))
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -test.confidence(i)))
        .limit(SAMPLES)
        .toList();
  }

  private List<Integer> random(Evaluation test) {
    return new SplittableRandom(settings.seed())
        .ints(0, test.samples())
        .distinct()
        .limit(Math.min(SAMPLES, test.samples()))
        .sorted()
        .boxed()
        .toList();
  }

  private List<Sample> samples(List<Integer> places) {
    Dataset data = source.test();
    Shape shape = data.shape();
    Predictor predictor = new Predictor(model, shape, normalize);
    float[] pixels = new float[Math.toIntExact(shape.count())];
    int channels = Math.toIntExact(shape.dim(0));
    int height = Math.toIntExact(shape.dim(1));
    int width = Math.toIntExact(shape.dim(2));
    List<Sample> samples = new ArrayList<>();
    for (int place : places) {
      data.read(place, pixels, 0);
      Prediction said = predictor.predict(pixels);
      int label = data.label(place);
      int best = said.top(1).getFirst();
      samples.add(
          new Sample(
              Picture.ofPlanes(pixels, channels, height, width, 0, 1),
              data.classes().get(label),
              data.classes().get(best),
              said.probability(best),
              said.probability(label)));
    }
    return samples;
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
