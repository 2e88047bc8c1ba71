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
  private static final double TOP = 40;
  private static final double ARROW = 7;

  /** Lays the graph out and draws it. */
  public Figure figure() {
    Layers layers = Layers.of(graph);
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Label(20, 24, title, Anchor.START, Font.TITLE, Ink.TEXT));
    for (List<Point> route : layers.routes()) {
      arrow(marks, route);
    }
    for (int i = 0; i < graph.nodes().size(); i++) {
      box(marks, graph.nodes().get(i), layers.boxes().get(i));
    }
    double width = Math.max(layers.width(), 40 + Font.TITLE.width(title));
    return new Figure(
        (int) Math.ceil(width),
        (int) Math.ceil(TOP + layers.height()),
        title + ": graph of " + graph.nodes().size() + " layers",
        marks);
  }

  private static void arrow(List<Mark> marks, List<Point> route) {
    List<Point> line = new ArrayList<>();
    for (Point point : route) {
      line.add(new Point(point.x(), TOP + point.y()));
    }
    Point tip = line.removeLast();
    Point before = line.getLast();
    double length = Math.hypot(tip.x() - before.x(), tip.y() - before.y());
    double dx = length == 0 ? 0 : (tip.x() - before.x()) / length;
    double dy = length == 0 ? 1 : (tip.y() - before.y()) / length;
    Point base = new Point(tip.x() - ARROW * dx, tip.y() - ARROW * dy);
    line.add(base);
    marks.add(new Mark.Curve(line, Ink.AXIS, 1.5));
    double half = ARROW / 2;
    Point left = new Point(base.x() - half * dy, base.y() + half * dx);
    Point right = new Point(base.x() + half * dy, base.y() - half * dx);
    marks.add(new Mark.Area(List.of(tip, left, right), Ink.AXIS));
  }

  private static void box(List<Mark> marks, DrawnGraph.Node node, Layers.Box place) {
    double x = place.x();
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
