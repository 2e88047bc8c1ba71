package dev.cajal.viz.graph;

import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import java.util.List;
import java.util.stream.Stream;

/** The box of a node: how large it is, and what stands in it. */
record NodeBox(DrawnGraph.Node node) {
  private static final double LEAST_WIDTH = 110;
  private static final double LEAST_WIDTH_OF_VALUES = 70;
  private static final double LINE = 16;

  double width() {
    double text = Math.max(Font.STRONG.width(node.label()), Font.STRONG.width(node.gradient()));
    text = Math.max(text, Font.STRONG.width(node.value()));
    for (String line : details()) {
      text = Math.max(text, Font.SMALL.width(line));
    }
    double least = valued() ? LEAST_WIDTH_OF_VALUES : LEAST_WIDTH;
    return Math.max(least, Math.ceil(text) + 28);
  }

  double height() {
    return 30
        + (details().isEmpty() ? 2 : LINE * details().size())
        + (node.value().isEmpty() ? 0 : LINE)
        + (node.gradient().isEmpty() ? 0 : LINE);
  }

  private List<String> details() {
    return node.detail().lines().toList();
  }

  private boolean valued() {
    return !node.value().isEmpty() || !node.gradient().isEmpty();
  }

  void draw(List<Mark> marks, double x, double y) {
    double width = width();
    double height = height();
    double middle = x + width / 2;
    Ink ink = GraphFigure.ink(node.role());
    String tip =
        String.join(", ", Stream.concat(Stream.of(node.label()), details().stream()).toList());
    marks.add(new Mark.Box(x, y, width, height, 6, ink, GraphFigure.TINT, tip));
    marks.add(new Mark.Frame(x, y, width, height, 6, ink, 1.2));
    double line = y + 20;
    marks.add(new Mark.Label(middle, line, node.label(), Anchor.MIDDLE, Font.STRONG, Ink.TEXT));
    for (String detail : details()) {
      line += LINE;
      marks.add(new Mark.Label(middle, line, detail, Anchor.MIDDLE, Font.SMALL, Ink.MUTED));
    }
    if (!node.value().isEmpty()) {
      line += LINE;
      marks.add(new Mark.Label(middle, line, node.value(), Anchor.MIDDLE, Font.STRONG, Ink.BLUE));
    }
    if (!node.gradient().isEmpty()) {
      line += LINE;
      marks.add(
          new Mark.Label(middle, line, node.gradient(), Anchor.MIDDLE, Font.STRONG, Ink.ORANGE));
    }
  }
}
