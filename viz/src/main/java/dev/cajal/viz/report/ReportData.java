package dev.cajal.viz.report;

import dev.cajal.viz.Figure;
import dev.cajal.viz.chart.ConfusionMatrix;
import dev.cajal.viz.graph.DrawnGraph;
import dev.cajal.viz.image.FilterBank;
import dev.cajal.viz.image.Sample;
import java.util.List;
import java.util.Optional;

/**
 * All that a report shows, as plain values. What is empty has no section.
 *
 * <pre>{@code
 * ReportData data = ReportData.of("lenet5", "MNIST, 60,000 images", 1, outcome, command)
 *     .withEpochs(epochs)
 *     .withConfusion(ConfusionMatrix.of(labels, counts));
 * Report.write(data, folder.resolve("report.html"));
 * }</pre>
 *
 * @param model name of the network
 * @param data what it was trained on and where that came from
 * @param seed of the run
 * @param command that repeats the run
 * @param scores what thresholds would do, and whether the model is as sure as it should be
 * @param worst mistakes, worst first
 * @param random samples drawn without regard to the result
 * @param filters weights of convolutions, first layer first
 * @param layers the model summary
 * @param drawing the layers of the model and what flows between them
 * @param inside what was seen within the layers
 * @param environment Java, operating system, processor, backend, versions
 */
public record ReportData(
    String model,
    String data,
    long seed,
    Outcome outcome,
    String command,
    List<Epoch> epochs,
    Optional<ConfusionMatrix> confusion,
    List<Figure> scores,
    List<Sample> worst,
    List<Sample> random,
    List<FilterBank> filters,
    List<LayerRow> layers,
    Optional<DrawnGraph> drawing,
    Inside inside,
    List<Fact> environment) {

  /** Copies the lists. */
  public ReportData {
    epochs = List.copyOf(epochs);
    scores = List.copyOf(scores);
    worst = List.copyOf(worst);
    random = List.copyOf(random);
    filters = List.copyOf(filters);
    layers = List.copyOf(layers);
    environment = List.copyOf(environment);
  }

  /** The least that a report needs; add the rest with the methods below. */
  public static ReportData of(
      String model, String data, long seed, Outcome outcome, String command) {
    return new ReportData(
        model,
        data,
        seed,
        outcome,
        command,
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Inside.NONE,
        List.of());
  }

  /** This with the course of training. */
  public ReportData withEpochs(List<Epoch> measured) {
    return new ReportData(
        model,
        data,
        seed,
        outcome,
        command,
        measured,
        confusion,
        scores,
        worst,
        random,
        filters,
        layers,
        drawing,
        inside,
        environment);
  }

  /** This with what was taken for what. */
  public ReportData withConfusion(ConfusionMatrix matrix) {
    return new ReportData(
        model,
        data,
        seed,
        outcome,
        command,
        epochs,
        Optional.of(matrix),
        scores,
        worst,
        random,
        filters,
        layers,
        drawing,
        inside,
        environment);
  }

  /** This with curves of scores, such as receiver operating characteristics. */
  public ReportData withScores(List<Figure> figures) {
    return new ReportData(
        model,
        data,
        seed,
        outcome,
        command,
        epochs,
        confusion,
        figures,
        worst,
        random,
        filters,
        layers,
        drawing,
        inside,
        environment);
  }

  /** This with samples: the worst mistakes, worst first, and some drawn by chance. */
  public ReportData withSamples(List<Sample> worstOnes, List<Sample> randomOnes) {
    return new ReportData(
        model,
        data,
        seed,
        outcome,
        command,
        epochs,
        confusion,
        scores,
        worstOnes,
        randomOnes,
        filters,
        layers,
        drawing,
        inside,
        environment);
  }

  /** This with weights to show, first layer first. */
  public ReportData withFilters(List<FilterBank> banks) {
    return new ReportData(
        model,
        data,
        seed,
        outcome,
        command,
        epochs,
        confusion,
        scores,
        worst,
        random,
        banks,
        layers,
        drawing,
        inside,
        environment);
  }

  /** This with the model summary. */
  public ReportData withLayers(List<LayerRow> rows) {
    return new ReportData(
        model,
        data,
        seed,
        outcome,
        command,
        epochs,
        confusion,
        scores,
        worst,
        random,
        filters,
        rows,
        drawing,
        inside,
        environment);
  }

  /** This with a drawing of the model. */
  public ReportData withDrawing(DrawnGraph graph) {
    return new ReportData(
        model,
        data,
        seed,
        outcome,
        command,
        epochs,
        confusion,
        scores,
        worst,
        random,
        filters,
        layers,
        Optional.of(graph),
        inside,
        environment);
  }

  /** This with what was seen within the layers. */
  public ReportData withInside(Inside seen) {
    return new ReportData(
        model,
        data,
        seed,
        outcome,
        command,
        epochs,
        confusion,
        scores,
        worst,
        random,
        filters,
        layers,
        drawing,
        seen,
        environment);
  }

  /** This with what it ran on. */
  public ReportData withEnvironment(List<Fact> facts) {
    return new ReportData(
        model, data, seed, outcome, command, epochs, confusion, scores, worst, random, filters,
        layers, drawing, inside, facts);
  }
}
