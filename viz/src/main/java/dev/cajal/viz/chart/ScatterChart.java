package dev.cajal.viz.chart;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Picture;
import dev.cajal.viz.Point;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Points of several kinds in a plane, and behind them, if given, what a model says of each place.
 *
 * @param title above the chart
 * @param series the kinds; at most four have inks of their own
 * @param ground what lies behind the points and decides the ranges of the axes
 */
public record ScatterChart(
    String title, Axis x, Axis y, List<Series> series, Optional<Ground> ground) {
  private static final double GAP = 8;

  /**
   * A picture of a part of the plane.
   *
   * @param picture its first row is the highest; a veil suits light and dark pages
   * @param left x at its left edge
   * @param right x at its right edge
   * @param bottom y at its lower edge
   * @param top y at its upper edge
   */
  public record Ground(Picture picture, double left, double right, double bottom, double top) {}

  /** Copies the series. */
  public ScatterChart {
    series = List.copyOf(series);
  }

  /** Points on the bare page. */
  public ScatterChart(String title, Axis x, Axis y, List<Series> series) {
    this(title, x, y, series, Optional.empty());
  }

  /** Draws the chart. Without any finite point it says so. */
  public Figure figure() {
    Plane plane = new Plane(title);
    List<Point> shown =
        series.stream().flatMap(s -> s.points().stream()).filter(this::shows).toList();
    if (shown.isEmpty()) {
      plane.empty();
      return plane.figure(title + ": nothing was measured");
    }
    double gap = ground.isPresent() ? 0 : GAP;
    plane.legend(
        new Legend(
            series.stream().map(Series::name).toList(), Legend.Key.DOT, Plane.LEFT, Plane.RIGHT));
    Scale across =
        Scale.spanning(
            x.kind(),
            ground.map(Ground::left).orElseGet(() -> end(shown, Point::x, -1)),
            ground.map(Ground::right).orElseGet(() -> end(shown, Point::x, 1)),
            Plane.LEFT + gap,
            Plane.RIGHT - gap);
    Scale up =
        Scale.spanning(
            y.kind(),
            ground.map(Ground::bottom).orElseGet(() -> end(shown, Point::y, -1)),
            ground.map(Ground::top).orElseGet(() -> end(shown, Point::y, 1)),
            Plane.BOTTOM - gap,
            plane.top() + gap);
    ground.ifPresent(area ->
        plane.add(
            new Mark.Pixels(
                Plane.LEFT,
                plane.top(),
                Plane.RIGHT - Plane.LEFT,
                Plane.BOTTOM - plane.top(),
                area.picture(),
                "")));
    plane.axes(x, across, y, up);
    double radius = shown.size() > 1000 ? 1.5 : shown.size() > 200 ? 2.5 : 4;
    for (int i = 0; i < series.size(); i++) {
      Series kind = series.get(i);
      Ink ink = Ink.series(i);
      for (Point point : kind.points()) {
        if (shows(point)) {
          dot(plane, across.pixel(point.x()), up.pixel(point.y()), radius, ink, kind.name());
        }
      }
    }
    return plane.figure("%s: %d points of %d kinds".formatted(title, shown.size(), series.size()));
  }

  private void dot(Plane plane, double x, double y, double radius, Ink ink, String name) {
    if (ground.isPresent()) {
      plane.add(new Mark.Disc(x, y, radius + 1, Ink.PAGE, ""));
    }
    plane.add(new Mark.Disc(x, y, radius, ink, name));
  }

  private boolean shows(Point point) {
    boolean positive =
        (x.kind() != Axis.Kind.LOG || point.x() > 0)
            && (y.kind() != Axis.Kind.LOG || point.y() > 0);
    return positive && Double.isFinite(point.x()) && Double.isFinite(point.y());
  }

  private static double end(List<Point> points, ToDoubleFunction<Point> of, int sign) {
    return sign * points.stream().mapToDouble(p -> sign * of.applyAsDouble(p)).max().orElseThrow();
  }
}
