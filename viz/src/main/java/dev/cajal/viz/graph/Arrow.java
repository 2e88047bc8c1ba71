package dev.cajal.viz.graph;

import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Point;
import java.util.ArrayList;
import java.util.List;

/** Arrows along polygons whose corners are rounded. */
final class Arrow {
  static final double HEAD = 7;
  private static final double CORNER = 8;

  private Arrow() {}

  /** Draws a line through points with a head at its end. */
  static void draw(List<Mark> marks, List<Point> route, Ink ink) {
    Point tip = route.getLast();
    Point before = route.get(route.size() - 2);
    double length = Math.hypot(tip.x() - before.x(), tip.y() - before.y());
    double dx = (tip.x() - before.x()) / length;
    double dy = (tip.y() - before.y()) / length;
    Point neck = new Point(tip.x() - HEAD * dx, tip.y() - HEAD * dy);
    List<Point> line = new ArrayList<>(List.of(route.getFirst()));
    for (int i = 1; i < route.size() - 1; i++) {
      corner(line, route.get(i), i == route.size() - 2 ? neck : route.get(i + 1));
    }
    line.add(neck);
    marks.add(new Mark.Curve(line, ink, 1.5));
    head(marks, tip, dx, dy, ink);
  }

  /** Draws a head that points in a direction of length 1. */
  static void head(List<Mark> marks, Point tip, double dx, double dy, Ink ink) {
    Point neck = new Point(tip.x() - HEAD * dx, tip.y() - HEAD * dy);
    marks.add(
        new Mark.Area(
            List.of(
                tip,
                new Point(neck.x() - HEAD / 2 * dy, neck.y() + HEAD / 2 * dx),
                new Point(neck.x() + HEAD / 2 * dy, neck.y() - HEAD / 2 * dx)),
            ink));
  }

  /** Continues a line to a corner on the way to another point. */
  private static void corner(List<Point> line, Point corner, Point next) {
    Point from = line.getLast();
    double before = Math.hypot(corner.x() - from.x(), corner.y() - from.y());
    double after = Math.hypot(next.x() - corner.x(), next.y() - corner.y());
    double radius = Math.min(CORNER, Math.min(before, after) / 2);
    for (int i = 0; i <= 4 && radius > 0; i++) {
      double t = i / 4.0;
      double a = (1 - t) * (1 - t) * radius / before;
      double b = t * t * radius / after;
      line.add(
          new Point(
              corner.x() + a * (from.x() - corner.x()) + b * (next.x() - corner.x()),
              corner.y() + a * (from.y() - corner.y()) + b * (next.y() - corner.y())));
    }
  }
}
