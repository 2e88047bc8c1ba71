package dev.cajal.viz.report;

import dev.cajal.viz.Figure;
import dev.cajal.viz.chart.ConfusionMatrix;
import dev.cajal.viz.image.Sample;
import java.util.List;
import java.util.Optional;

/**
 * What a model makes of test samples.
 *
 * @param confusion what was taken for what
 * @param scores what thresholds would do, and whether the model is as sure as it should be
 * @param worst mistakes, worst first
 * @param random samples drawn without regard to the result
 */
public record Judgement(
    Optional<ConfusionMatrix> confusion,
    List<Figure> scores,
    List<Sample> worst,
    List<Sample> random) {

  /** Nothing is shown of test samples. */
  public static final Judgement NONE =
      new Judgement(Optional.empty(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Judgement {
    scores = List.copyOf(scores);
    worst = List.copyOf(worst);
    random = List.copyOf(random);
  }

  boolean hasSamples() {
    return !worst.isEmpty() || !random.isEmpty();
  }
}
