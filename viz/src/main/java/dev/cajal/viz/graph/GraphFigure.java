package dev.cajal.viz.graph;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * A network drawn from top to bottom: a box a layer, arrows along the data.
 *
 * @param title above the drawing
 */
public record GraphFigure(String title, DrawnGraph graph) {
  static final double TINT = 0.16;
  private static final double TOP = 44;
  private static final double MARGIN = 20;
  private static final int STEPS = 12;
  private static final double ARROW = 7;

  /** Lays the graph out and draws it. */
  public Figure figure() {
    Layers layers = Layers.of(graph);
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Label(MARGIN, 24, title, Anchor.START, Font.TITLE, Ink.TEXT));
    for (List<Point> route : layers.routes()) {
      arrow(marks, route);
    }
    for (int i = 0; i < graph.nodes().size(); i++) {
      box(marks, graph.nodes().get(i), layers.boxes().get(i));
    }
    double width = Math.max(layers.width(), Font.TITLE.width(title)) + 2 * MARGIN;
    return new Figure(
        (int) Math.ceil(width),
        (int) Math.ceil(TOP + layers.height() + MARGIN),
        title + ": graph of " + graph.nodes().size() + " layers",
        marks);
  }

  /** A line that leaves and enters straight down, and turns only between layers. */
  private static void arrow(List<Mark> marks, List<Point> route) {
    Point tip = moved(route.getLast(), 0);
    List<Point> line = new ArrayList<>();
    line.add(moved(route.getFirst(), 0));
    for (int i = 1; i < route.size(); i++) {
      bend(line, moved(route.get(i), i < route.size() - 2 ? 0 : -ARROW));
    }
    marks.add(new Mark.Curve(line, Ink.AXIS, 1.5));
    Point left = new Point(tip.x() - ARROW / 2, tip.y() - ARROW);
    Point right = new Point(tip.x() + ARROW / 2, tip.y() - ARROW);
    marks.add(new Mark.Area(List.of(tip, left, right), Ink.AXIS));
  }

  private static Point moved(Point point, double down) {
    return new Point(MARGIN + point.x(), TOP + point.y() + down);
  }

  /** Continues a line to a point by the cubic Bézier curve whose ends are vertical. */
  private static void bend(List<Point> line, Point to) {
    Point from = line.getLast();
    double dx = to.x() - from.x();
    double dy = to.y() - from.y();
    int steps = Math.abs(dx) < 0.5 ? 1 : STEPS;
    for (int i = 1; i <= steps; i++) {
      double t = (double) i / steps;
      double across = t * t * (3 - 2 * t);
      double down = steps == 1 ? 1 : t * (1.5 - 1.5 * t + t * t);
      line.add(new Point(from.x() + dx * across, from.y() + dy * down));
    }
  }

  private static void box(List<Mark> marks, DrawnGraph.Node node, Layers.Box place) {
    double x = MARGIN + place.x();
    double y = TOP + place.y();
    double middle = x + place.width() / 2;
    Ink ink = ink(node.role());
    String tip = node.detail().isEmpty() ? node.label() : node.label() + ": " + node.detail();
    marks.add(new Mark.Box(x, y, place.width(), place.height(), 6, ink, TINT, tip));
    marks.add(new Mark.Frame(x, y, place.width(), place.height(), 6, ink, 1.2));
    marks.add(new Mark.Label(middle, y + 20, node.label(), Anchor.MIDDLE, Font.STRONG, Ink.TEXT));
    if (!node.detail().isEmpty()) {
      marks.add(
          new Mark.Label(middle, y + 36, node.detail(), Anchor.MIDDLE, Font.SMALL, Ink.MUTED));
    }
  }

  static Ink ink(DrawnGraph.Role role) {
    return switch (role) {
      case INPUT -> Ink.GREEN;
      case WEIGHTS -> Ink.BLUE;
      case PLAIN -> Ink.AXIS;
      case OUTPUT -> Ink.ORANGE;
    };
  }
}
