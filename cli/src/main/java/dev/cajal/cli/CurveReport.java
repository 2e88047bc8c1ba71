package dev.cajal.cli;

import dev.cajal.bench.Comparison;
import dev.cajal.bench.Curve;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Point;
import dev.cajal.viz.Theme;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.LineChart;
import dev.cajal.viz.chart.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints the places of a curve as they come, and draws them. */
final class CurveReport {
  private final Common common;
  private final Curve curve;
  private final Map<String, List<Point>> lines = new LinkedHashMap<>();

  CurveReport(Common common, Curve curve) {
    this.common = common;
    this.curve = curve;
  }

  /** Prints a place. */
  void print(Curve.Place place) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", "place");
    event.put(curve.toString(), place.x());
    event.put("ms", place.millis());
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%s %5d: %10.3f ms", curve, place.x(), place.millis()));
    add("Cajal", place.x(), place.millis());
    for (Comparison.Fastest rival : place.rivals()) {
      event.put("ms " + rival.variant(), rival.millis());
      double ratio = rival.millis() / place.millis();
      text.append(
          String.format(
              Locale.ROOT, ", %.2fx of %.3f ms, %s", ratio, rival.millis(), rival.variant()));
      add(rival.variant().split(" ", 2)[0], place.x(), rival.millis());
    }
    common.out().println(common.json ? Json.line(event) : text);
    common.out().flush();
  }

  private void add(String line, double x, double y) {
    lines.computeIfAbsent(line, l -> new ArrayList<>()).add(new Point(x, y));
  }

  /** Draws what was printed; the ending of the file says whether as SVG or PNG. */
  void draw(String title, Path file) throws IOException {
    List<Series> series = new ArrayList<>();
    lines.forEach((name, points) -> series.add(new Series(name, points)));
    Axis across =
        new Axis(curve.toString(), curve == Curve.THREADS ? Axis.Kind.INTEGER : Axis.Kind.LOG);
    Axis up = new Axis("ms per step", Axis.Kind.LOG);
    Figure figure = new LineChart(title, across, up, series).figure();
    if (file.toString().endsWith(".png")) {
      Files.write(file, figure.png(Theme.LIGHT, 2));
    } else {
      Files.writeString(file, figure.svg());
    }
  }
}
