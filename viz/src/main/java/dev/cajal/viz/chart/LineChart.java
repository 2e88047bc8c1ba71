package dev.cajal.viz.chart;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Lines over a common axis, such as loss over epochs for training and validation. Over whole
 * numbers the legend adds the last value of each line; points carry their values as tips while they
 * are few.
 *
 * <pre>{@code
 * new LineChart("Loss", Axis.epochs(), new Axis("cross-entropy", Axis.Kind.NUMBER),
 *     List.of(Series.fromOne("training", 0.31, 0.12, 0.08))).figure().svg();
 * }</pre>
 *
 * @param title above the chart
 * @param series at most four read well
 */
public record LineChart(String title, Axis x, Axis y, List<Series> series) {
  private static final int MOST_DOTS = 40;
  private static final double GAP = 20;

  /** Copies the series. */
  public LineChart {
    series = List.copyOf(series);
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
    Scale across =
        Scale.spanning(
            x.kind(),
            least(shown, Point::x),
            most(shown, Point::x),
            Plane.LEFT + 6,
            Plane.RIGHT - 6);
    List<Point> edges = new ArrayList<>(shown);
    series.forEach(line -> edges.addAll(edges(line)));
    Scale up =
        Scale.covering(
            y.kind(), least(edges, Point::y), most(edges, Point::y), Plane.BOTTOM, Plane.TOP);
    plane.axes(x, across, y, up);
    for (int i = 0; i < series.size(); i++) {
      band(plane, series.get(i), Ink.series(i), across, up);
    }
    for (int i = 0; i < series.size(); i++) {
      draw(plane, series.get(i), Ink.series(i), across, up);
    }
    legend(plane);
    return plane.figure(title + " over " + x.title() + ": " + summary());
  }

  /** The upper edge of the band around a line, then the lower one back to its beginning. */
  private List<Point> edges(Series line) {
    List<Point> edges = new ArrayList<>();
    for (int side = 1; side >= -1; side -= 2) {
      int count = line.spread().size();
      for (int k = 0; k < count; k++) {
        int i = side > 0 ? k : count - 1 - k;
        Point point = line.points().get(i);
        Point edge = new Point(point.x(), point.y() + side * line.spread().get(i));
        if (shows(point)) {
          // Below 0 a logarithmic axis shows nothing: there the band ends at the line.
          edges.add(shows(edge) ? edge : point);
        }
      }
    }
    return edges;
  }

  private void band(Plane plane, Series line, Ink ink, Scale across, Scale up) {
    List<Point> edges =
        edges(line).stream().map(p -> new Point(across.pixel(p.x()), up.pixel(p.y()))).toList();
    if (edges.size() > 3) {
      plane.add(new Mark.Area(edges, ink, 0.18));
    }
  }

  private void draw(Plane plane, Series line, Ink ink, Scale across, Scale up) {
    List<Point> piece = new ArrayList<>();
    for (Point point : line.points()) {
      if (shows(point)) {
        piece.add(new Point(across.pixel(point.x()), up.pixel(point.y())));
      } else {
        stroke(plane, piece, ink);
        piece.clear();
      }
    }
    stroke(plane, piece, ink);
    if (line.points().size() <= MOST_DOTS) {
      for (Point point : line.points()) {
        if (shows(point)) {
          String tip = line.name() + ", " + x.title() + " " + write(x, point.x()) + ": ";
          plane.add(
              new Mark.Disc(
                  across.pixel(point.x()), up.pixel(point.y()), 3, ink, tip + write(y, point.y())));
        }
      }
    }
  }

  private static void stroke(Plane plane, List<Point> piece, Ink ink) {
    if (piece.size() > 1) {
      plane.add(new Mark.Curve(Thinning.thin(piece), ink, 2));
    }
  }

  /** The names, over steps and epochs with the last values if there is room for them. */
  private void legend(Plane plane) {
    boolean inTime = x.kind() == Axis.Kind.INTEGER;
    List<String> names = series.stream().map(Series::name).toList();
    if (names.size() == 1 && !inTime) {
      return; // the axis says what the only line is
    }
    List<String> whole = series.stream().map(this::withLast).toList();
    if (inTime && width(whole) <= Plane.RIGHT - Plane.LEFT) {
      names = whole;
    }
    double place = width(names) <= Plane.RIGHT - Plane.LEFT ? Plane.LEFT : 16;
    double longest = (Plane.RIGHT - place) / names.size() - 20 - GAP;
    boolean fits = width(names) <= Plane.RIGHT - place;
    for (int i = 0; i < names.size(); i++) {
      String name = fits ? names.get(i) : Font.BODY.fitted(names.get(i), longest);
      plane.add(new Mark.Box(place, 39, 14, 4, 2, Ink.series(i), 1, ""));
      plane.add(new Mark.Label(place + 20, 45, name, Anchor.START, Font.BODY, Ink.TEXT));
      place += 20 + Font.BODY.width(name) + GAP;
    }
  }

  private static double width(List<String> names) {
    return names.stream().mapToDouble(name -> 20 + Font.BODY.width(name) + GAP).sum() - GAP;
  }

  private String summary() {
    return String.join("; ", series.stream().map(this::withLast).toList());
  }

  private String withLast(Series line) {
    List<Point> shown = line.points().stream().filter(this::shows).toList();
    return shown.isEmpty() ? line.name() : line.name() + ", last " + write(y, shown.getLast().y());
  }

  private boolean shows(Point point) {
    boolean acrossIsShown = x.kind() != Axis.Kind.LOG || point.x() > 0;
    boolean upIsShown = y.kind() != Axis.Kind.LOG || point.y() > 0;
    return acrossIsShown && upIsShown && Double.isFinite(point.x()) && Double.isFinite(point.y());
  }

  private static String write(Axis axis, double value) {
    return switch (axis.kind()) {
      case INTEGER -> Numbers.count(Math.round(value));
      case PERCENT -> Numbers.percent(value, 2);
      case NUMBER, LOG -> Numbers.significant(value);
    };
  }

  private static double least(List<Point> points, ToDoubleFunction<Point> of) {
    return points.stream().mapToDouble(of).min().orElseThrow();
  }

  private static double most(List<Point> points, ToDoubleFunction<Point> of) {
    return points.stream().mapToDouble(of).max().orElseThrow();
  }
}
