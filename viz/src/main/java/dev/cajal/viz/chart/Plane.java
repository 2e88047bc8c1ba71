package dev.cajal.viz.chart;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import java.util.ArrayList;
import java.util.List;

/** The part that charts with two axes share: title, frame, grid, ticks and axis titles. */
final class Plane {
  static final int WIDTH = 520;
  static final int HEIGHT = 300;
  static final double LEFT = 68;
  static final double RIGHT = WIDTH - 18.0;
  static final double TOP = 58;
  static final double BOTTOM = HEIGHT - 46.0;

  private final List<Mark> marks = new ArrayList<>();
  private double top = TOP;

  Plane(String title) {
    marks.add(new Mark.Label(16, 22, title, Anchor.START, Font.TITLE, Ink.TEXT));
  }

  /** Draws a legend; the plot begins below it. */
  void legend(Legend legend) {
    legend.marks().forEach(this::add);
    top = TOP + legend.below();
  }

  /** Where the plot begins. */
  double top() {
    return top;
  }

  void axes(Axis x, Scale across, Axis y, Scale up) {
    axes(x, across, y, up, RIGHT);
  }

  void axes(Axis x, Scale across, Axis y, Scale up, double right) {
    axes(x, across, across.ticks(), y, up, right);
  }

  void axes(Axis x, Scale across, List<Double> places, Axis y, Scale up, double right) {
    for (double tick : up.ticks()) {
      double level = up.pixel(tick);
      add(Mark.Curve.line(LEFT, level, right, level, Ink.GRID, 1));
      add(tickLabel(LEFT - 8, level + 4, up.text(tick), Anchor.END));
    }
    add(Mark.Curve.line(LEFT, BOTTOM, right, BOTTOM, Ink.AXIS, 1));
    for (double tick : places) {
      double place = across.pixel(tick);
      add(Mark.Curve.line(place, BOTTOM, place, BOTTOM + 4, Ink.AXIS, 1));
      add(tickLabel(place, BOTTOM + 18, across.text(tick), Anchor.MIDDLE));
    }
    add(tickLabel((LEFT + right) / 2, HEIGHT - 10, x.title(), Anchor.MIDDLE));
    add(new Mark.Upright(16, (top + BOTTOM) / 2, y.title(), Anchor.MIDDLE, Font.SMALL, Ink.MUTED));
  }

  void empty() {
    double middle = (LEFT + RIGHT) / 2;
    add(new Mark.Frame(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP, 4, Ink.GRID, 1));
    add(tickLabel(middle, (TOP + BOTTOM) / 2, "nothing was measured", Anchor.MIDDLE));
  }

  void add(Mark mark) {
    marks.add(mark);
  }

  Figure figure(String description) {
    return new Figure(WIDTH, HEIGHT, description, marks);
  }

  private static Mark tickLabel(double x, double y, String text, Anchor anchor) {
    return new Mark.Label(x, y, text, anchor, Font.SMALL, Ink.MUTED);
  }
}
