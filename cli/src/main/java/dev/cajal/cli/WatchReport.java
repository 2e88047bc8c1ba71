package dev.cajal.cli;

import dev.cajal.nn.watch.Finding;
import dev.cajal.nn.watch.LayerStats;
import dev.cajal.nn.watch.Watch;
import dev.cajal.nn.watch.WatchRecord;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.HeatStrips;
import dev.cajal.viz.chart.Histogram;
import dev.cajal.viz.report.Inside;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a watch saw, as a report shows it. */
final class WatchReport {
  private static final int MOST_HISTOGRAMS = 12;

  private WatchReport() {}

  static Inside of(Watch watch) {
    List<WatchRecord> records = watch.history().records();
    if (records.isEmpty()) {
      return Inside.NONE;
    }
    List<HeatStrips> strips = new ArrayList<>();
    strip(strips, records, "Update beside weights, ‖Δw‖ / ‖w‖", Axis.Kind.LOG, LayerStats::ratio);
    strip(strips, records, "Gradient, root mean square", Axis.Kind.LOG, LayerStats::gradientScale);
    strip(
        strips,
        records,
        "Dead units",
        Axis.Kind.PERCENT,
        l -> l.dead() > 0 ? l.dead() : Double.NaN);
    strip(strips, records, "Saturated outputs", Axis.Kind.PERCENT, LayerStats::saturated);
    List<Histogram> histograms =
        records.getLast().layers().stream()
            .limit(MOST_HISTOGRAMS)
            .map(l ->
                new Histogram(
                    l.layer(),
                    "values at step " + Numbers.count(records.getLast().step()),
                    l.histogram().low(),
                    l.histogram().high(),
                    l.histogram().counts(),
                    0))
            .toList();
    return new Inside(watch.findings().stream().map(Finding::text).toList(), strips, histograms);
  }

  /** Adds a strip of the layers that have such a number. */
  private static void strip(
      List<HeatStrips> strips,
      List<WatchRecord> records,
      String title,
      Axis.Kind kind,
      ToDoubleFunction<LayerStats> of) {
    List<HeatStrips.Row> rows = new ArrayList<>();
    for (LayerStats layer : records.getLast().layers()) {
      List<Double> values =
          records.stream()
              .map(r -> r.layer(layer.layer()).map(of::applyAsDouble).orElse(Double.NaN))
              .toList();
      if (values.stream().anyMatch(Double::isFinite)) {
        rows.add(new HeatStrips.Row(layer.layer(), values));
      }
    }
    if (!rows.isEmpty()) {
      List<Long> steps = records.stream().map(WatchRecord::step).toList();
      strips.add(new HeatStrips(title, steps, rows, kind));
    }
  }
}
