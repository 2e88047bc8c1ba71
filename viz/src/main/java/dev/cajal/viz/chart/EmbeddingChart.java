package dev.cajal.viz.chart;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Points of an embedding, coloured by class. There are no axes, as neither the directions nor the
 * lengths of an embedding have a unit: both directions are drawn to one scale, and that is all. The
 * name of each class stands beside its colour in the legend and, where there is room, in the middle
 * of its points.
 *
 * @param title above the chart
 * @param note below the title: what was embedded and how well; may be empty
 * @param classes the points of each
 * @param side of the square, in pixels
 */
public record EmbeddingChart(String title, String note, List<Series> classes, double side) {
  private static final double SIDE = 480;
  private static final double ROOM_FOR_NAMES = 300;
  private static final double LEFT = 16;
  private static final double MARGIN = 10;
  private static final double OPACITY = 0.75;

  /** Copies the classes. */
  public EmbeddingChart {
    classes = List.copyOf(classes);
  }

  /** A chart of the usual size. */
  public EmbeddingChart(String title, String note, List<Series> classes) {
    this(title, note, classes, SIDE);
  }

  /** Draws the chart. */
  public Figure figure() {
    double top = note.isEmpty() ? 36 : 54;
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Label(LEFT, 22, title, Anchor.START, Font.TITLE, Ink.TEXT));
    if (!note.isEmpty()) {
      marks.add(new Mark.Label(LEFT, 42, note, Anchor.START, Font.SMALL, Ink.MUTED));
    }
    marks.add(new Mark.Frame(LEFT, top, side, side, 4, Ink.GRID, 1));
    List<Series> placed = placed(top);
    int count = placed.stream().mapToInt(kind -> kind.points().size()).sum();
    double radius = count > 5000 ? 1.2 : count > 1000 ? 1.8 : count > 200 ? 2.6 : 3.6;
    for (int i = 0; i < placed.size(); i++) {
      marks.add(new Mark.Dots(placed.get(i).points(), radius, Ink.ofClass(i), OPACITY));
    }
    double x = LEFT + side + 20;
    double width = 0;
    boolean named = classes.size() > 1;
    for (int i = 0; i < placed.size() && named; i++) {
      Series kind = placed.get(i);
      double y = top + 14 + 22 * i;
      String name = Font.BODY.fitted(kind.name(), 150);
      marks.add(new Mark.Disc(x + 5, y - 4, 5, Ink.ofClass(i), ""));
      marks.add(new Mark.Label(x + 18, y, name, Anchor.START, Font.BODY, Ink.TEXT));
      width = Math.max(width, 18 + Font.BODY.width(name));
      if (side >= ROOM_FOR_NAMES) {
        label(marks, kind, i);
      }
    }
    return new Figure(
        (int) Math.ceil(LEFT + side + (named ? 20 + width : 0) + 16),
        (int) Math.max(top + side + 14, top + 22 * placed.size() + 10),
        "%s: %d points of %d classes".formatted(title, count, classes.size()),
        marks);
  }

  /** A name on a small plate, in the middle of the class. */
  private static void label(List<Mark> marks, Series kind, int i) {
    if (kind.points().isEmpty()) {
      return;
    }
    Point middle = middle(kind.points());
    String text = Font.STRONG.fitted(kind.name(), 110);
    double width = Font.STRONG.width(text) + 8;
    marks.add(
        new Mark.Box(middle.x() - width / 2, middle.y() - 9, width, 17, 4, Ink.PAGE, 0.88, ""));
    marks.add(
        new Mark.Label(
            middle.x(), middle.y() + 4, text, Anchor.MIDDLE, Font.STRONG, Ink.ofClass(i)));
  }

  /** The point with the least mean distance to the others, of some. */
  private static Point middle(List<Point> points) {
    int step = Math.max(1, points.size() / 120);
    List<Point> some = new ArrayList<>();
    for (int i = 0; i < points.size(); i += step) {
      some.add(points.get(i));
    }
    return some.stream()
        .min(
            Comparator.comparingDouble(p ->
                some.stream().mapToDouble(q -> Math.hypot(p.x() - q.x(), p.y() - q.y())).sum()))
        .orElseThrow();
  }

  private List<Series> placed(double top) {
    List<Point> all =
        classes.stream()
            .flatMap(kind -> kind.points().stream())
            .filter(EmbeddingChart::finite)
            .toList();
    double left = all.stream().mapToDouble(Point::x).min().orElse(0);
    double right = all.stream().mapToDouble(Point::x).max().orElse(1);
    double bottom = all.stream().mapToDouble(Point::y).min().orElse(0);
    double high = all.stream().mapToDouble(Point::y).max().orElse(1);
    double range = Math.max(right - left, high - bottom);
    double scale = range > 0 ? (side - 2 * MARGIN) / range : 1;
    double centreX = (left + right) / 2;
    double centreY = (bottom + high) / 2;
    double middle = top + side / 2;
    return classes.stream()
        .map(kind ->
            new Series(
                kind.name(),
                kind.points().stream()
                    .filter(EmbeddingChart::finite)
                    .map(p ->
                        new Point(
                            LEFT + side / 2 + scale * (p.x() - centreX),
                            middle - scale * (p.y() - centreY)))
                    .toList()))
        .toList();
  }

  private static boolean finite(Point p) {
    return Double.isFinite(p.x()) && Double.isFinite(p.y());
  }
}
