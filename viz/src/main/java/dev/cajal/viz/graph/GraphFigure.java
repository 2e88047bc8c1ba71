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
 * A network drawn from top to bottom: a box a layer, arrows along the data. Where values and
 * gradients are given they stand in the boxes, and gradients beside the arrows against which they
 * flow.
 *
 * <pre>{@code
 * Figure figure = new GraphFigure("LeNet-5", graph).figure();
 * Files.writeString(path, figure.svg());
 * }</pre>
 *
 * @param title above the drawing
 * @param graph what is drawn
 * @param derivatives what the second numbers of nodes are
 */
public record GraphFigure(String title, DrawnGraph graph, Derivatives derivatives) {

  /** What the second numbers of nodes are. */
  public enum Derivatives {
    /** Of the result by each node, as the reverse sweep finds them. */
    GRADIENTS("∂ gradient of the result, computed upwards"),
    /** Of each node along a direction of the inputs, as dual numbers carry them. */
    TANGENTS("d derivative along the direction, computed downwards too");

    private final String text;

    Derivatives(String text) {
      this.text = text;
    }
  }

  static final double TINT = 0.16;
  private static final double TOP = 44;
  private static final double LEGEND = 22;
  private static final double MARGIN = 20;
  private static final int STEPS = 12;

  /** Longer chains go on in another column. */
  private static final double MOST_HEIGHT = 1000;

  /** A drawing whose second numbers are gradients. */
  public GraphFigure(String title, DrawnGraph graph) {
    this(title, graph, Derivatives.GRADIENTS);
  }

  /** Lays the graph out and draws it. */
  public Figure figure() {
    Layers layers = Layers.of(graph, MOST_HEIGHT);
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Label(MARGIN, 24, title, Anchor.START, Font.TITLE, Ink.TEXT));
    double legend = legend(marks);
    // Room for the arrows that come from the column before.
    boolean folded = layers.routes().stream().anyMatch(GraphFigure::climbs);
    double top = TOP + (legend > 0 ? LEGEND : 0) + (folded ? 12 : 0);
    for (List<Point> route : layers.routes()) {
      arrow(marks, route.stream().map(p -> new Point(MARGIN + p.x(), top + p.y())).toList());
    }
    for (int i = 0; i < graph.nodes().size(); i++) {
      Layers.Box place = layers.boxes().get(i);
      new NodeBox(graph.nodes().get(i)).draw(marks, MARGIN + place.x(), top + place.y());
    }
    for (int i = 0; i < graph.edges().size(); i++) {
      beside(marks, graph.edges().get(i), layers.routes().get(i), top);
    }
    double width = Math.max(Math.max(layers.width(), legend), titleWidth(title)) + 2 * MARGIN;
    return new Figure(
        (int) Math.ceil(width),
        (int) Math.ceil(top + layers.height() + MARGIN),
        title + ": graph of " + graph.nodes().size() + " nodes",
        marks);
  }

  /** Room for a title, also in a broad type. */
  static double titleWidth(String title) {
    return 1.12 * Font.TITLE.width(title);
  }

  /** Says what the colours of numbers mean, if there are any; returns the width. */
  private double legend(List<Mark> marks) {
    boolean values = graph.nodes().stream().anyMatch(node -> !node.value().isEmpty());
    boolean gradients = graph.nodes().stream().anyMatch(node -> !node.gradient().isEmpty());
    double x = MARGIN;
    if (values) {
      String text = "value, computed downwards";
      marks.add(new Mark.Label(x, 44, text, Anchor.START, Font.SMALL, Ink.BLUE));
      x += Font.SMALL.width(text) + 16;
    }
    if (gradients) {
      String text = derivatives.text;
      marks.add(new Mark.Label(x, 44, text, Anchor.START, Font.SMALL, Ink.ORANGE));
      x += Font.SMALL.width(text);
    }
    return values || gradients ? x - MARGIN : 0;
  }

  private static boolean climbs(List<Point> route) {
    return route.getLast().y() < route.getFirst().y();
  }

  /** What is written beside an arrow, over its last part, on the page's own colour. */
  private static void beside(
      List<Mark> marks, DrawnGraph.Edge edge, List<Point> route, double top) {
    Point head = route.get(route.size() - 2);
    Point tail = route.get(route.size() - 3);
    double y = top + (head.y() + tail.y()) / 2;
    double x = MARGIN + (head.x() + tail.x()) / 2;
    boolean both = !edge.label().isEmpty() && !edge.gradient().isEmpty();
    if (!edge.label().isEmpty()) {
      tag(marks, x, both ? y - 8 : y, edge.label(), Ink.MUTED);
    }
    if (!edge.gradient().isEmpty()) {
      tag(marks, x, both ? y + 7 : y, edge.gradient(), Ink.ORANGE);
    }
  }

  private static void tag(List<Mark> marks, double x, double y, String text, Ink ink) {
    double width = Font.SMALL.width(text) + 4;
    marks.add(new Mark.Box(x - width / 2, y - 8, width, 15, 3, Ink.PAGE, 0.9, ""));
    marks.add(new Mark.Label(x, y + 3.5, text, Anchor.MIDDLE, Font.SMALL, ink));
  }

  /** A line that leaves and enters straight down, and turns only between layers. */
  private static void arrow(List<Mark> marks, List<Point> route) {
    if (climbs(route)) {
      Arrow.draw(marks, route, Ink.AXIS);
      return;
    }
    Point tip = route.getLast();
    List<Point> line = new ArrayList<>(List.of(route.getFirst()));
    for (Point next : route.subList(1, route.size())) {
      bend(line, new Point(next.x(), Math.min(next.y(), tip.y() - Arrow.HEAD)));
    }
    marks.add(new Mark.Curve(line, Ink.AXIS, 1.5));
    Arrow.head(marks, tip, 0, 1, Ink.AXIS);
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

  static Ink ink(DrawnGraph.Role role) {
    return switch (role) {
      case INPUT -> Ink.GREEN;
      case WEIGHTS -> Ink.BLUE;
      case PLAIN -> Ink.AXIS;
      case OUTPUT -> Ink.ORANGE;
    };
  }
}
