package dev.cajal.viz.chart;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
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
  private static final int MOST_PLACES = 8;

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
    legend(plane);
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
            y.kind(), least(edges, Point::y), most(edges, Point::y), Plane.BOTTOM, plane.top());
    plane.axes(x, across, ticks(across, shown), y, up, Plane.RIGHT);
    for (int i = 0; i < series.size(); i++) {
      band(plane, series.get(i), Ink.series(i), across, up);
    }
    for (int i = 0; i < series.size(); i++) {
      draw(plane, series.get(i), Ink.series(i), across, up);
    }
    return plane.figure(title + " over " + x.title() + ": " + summary());
  }

  /** Round numbers; on a logarithmic axis the places of the points if these are round and few. */
  private List<Double> ticks(Scale across, List<Point> shown) {
    List<Double> places = shown.stream().map(Point::x).distinct().sorted().toList();
    boolean few = x.kind() == Axis.Kind.LOG && places.size() > 1 && places.size() <= MOST_PLACES;
    return few && places.stream().allMatch(Scale::isRound) ? places : across.ticks();
  }

  /** The upper edge of the band around a line, then the lower one back to its beginning. */
  private List<Point> edges(Series line) {
    List<Point> upper = new ArrayList<>();
    List<Point> lower = new ArrayList<>();
    for (int i = 0; i < line.spread().size(); i++) {
      Point point = line.points().get(i);
      if (shows(point)) {
        Spread spread = new Spread(point.y(), line.spread().get(i));
        upper.add(new Point(point.x(), spread.upper(y.kind())));
        lower.addFirst(new Point(point.x(), spread.lower(y.kind())));
      }
    }
    upper.addAll(lower);
    return upper;
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
    double room = Plane.RIGHT - Plane.LEFT;
    if (inTime && Legend.width(whole, Legend.Key.LINE) <= room) {
      names = whole;
    }
    boolean fits = Legend.width(names, Legend.Key.LINE) <= room;
    plane.legend(new Legend(names, Legend.Key.LINE, fits ? Plane.LEFT : 16, Plane.RIGHT));
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
