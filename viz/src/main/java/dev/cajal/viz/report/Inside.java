package dev.cajal.viz.report;

import dev.cajal.viz.chart.HeatStrips;
import dev.cajal.viz.chart.Histogram;
import java.util.List;

/**
 * What was seen within the layers while they were trained.
 *
 * @param findings what was wrong at the end, in plain words; empty if nothing was
 * @param strips what was measured of each layer over the steps
 * @param histograms of the outputs of layers at the last look, named after them
 */
public record Inside(List<String> findings, List<HeatStrips> strips, List<Histogram> histograms) {

  /** Nothing was seen, and the report has no such section. */
  public static final Inside NONE = new Inside(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Inside {
    findings = List.copyOf(findings);
    strips = List.copyOf(strips);
    histograms = List.copyOf(histograms);
  }

  /** Whether there is something to see, beside what is said. */
  boolean isDrawn() {
    return !strips.isEmpty() || !histograms.isEmpty();
  }

  boolean isEmpty() {
    return !isDrawn() && findings.isEmpty();
  }
}
