package dev.cajal.viz.chart;

import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * A square on a figure that shows shares along both axes.
 *
 * @param left edge in pixels
 * @param top edge in pixels
 * @param side in pixels
 * @param fromX the share at the left edge
 * @param fromY the share at the lower edge
 * @param range shares from edge to edge
 */
record UnitSquare(double left, double top, double side, double fromX, double fromY, double range) {

  double x(double share) {
    return left + (share - fromX) / range * side;
  }

  double y(double share) {
    return top + side - (share - fromY) / range * side;
  }

  /** Draws lines and numbers at equal steps. */
  void axes(List<Mark> marks, int steps, int decimals) {
    for (int i = 0; i <= steps; i++) {
      double part = range * i / steps;
      double level = y(fromY + part);
      double place = x(fromX + part);
      marks.add(Mark.Curve.line(left, level, left + side, level, Ink.GRID, 1));
      marks.add(Mark.Curve.line(place, top, place, top + side, Ink.GRID, 1));
      String up = Numbers.percent(fromY + part, decimals);
      String across = Numbers.percent(fromX + part, decimals);
      marks.add(new Mark.Label(left - 8, level + 4, up, Anchor.END, Font.SMALL, Ink.MUTED));
      marks.add(
          new Mark.Label(place, top + side + 17, across, Anchor.MIDDLE, Font.SMALL, Ink.MUTED));
    }
    marks.add(new Mark.Frame(left, top, side, side, 0, Ink.AXIS, 1));
  }

  /** Writes what the axes measure. */
  void titles(List<Mark> marks, String across, String up) {
    marks.add(
        new Mark.Label(
            left + side / 2, top + side + 36, across, Anchor.MIDDLE, Font.SMALL, Ink.MUTED));
    marks.add(
        new Mark.Upright(left - 52, top + side / 2, up, Anchor.MIDDLE, Font.SMALL, Ink.MUTED));
  }

  /** Draws what of a line lies within. */
  void draw(List<Mark> marks, List<Point> line, Ink ink, double width) {
    List<Point> piece = new ArrayList<>();
    for (int i = 1; i < line.size(); i++) {
      Point a = line.get(i - 1);
      Point b = line.get(i);
      double[] within = within(a, b);
      if (within.length == 0) {
        stroke(marks, piece, ink, width);
        continue;
      }
      if (piece.isEmpty()) {
        piece.add(between(a, b, within[0]));
      }
      piece.add(between(a, b, within[1]));
      if (within[1] < 1) {
        stroke(marks, piece, ink, width);
      }
    }
    stroke(marks, piece, ink, width);
  }

  private static void stroke(List<Mark> marks, List<Point> piece, Ink ink, double width) {
    if (piece.size() > 1) {
      marks.add(new Mark.Curve(Thinning.thin(piece), ink, width));
    }
    piece.clear();
  }

  private Point between(Point a, Point b, double part) {
    return new Point(x(a.x() + part * (b.x() - a.x())), y(a.y() + part * (b.y() - a.y())));
  }

  /** From which to which part of the way from a to b both are within, or nothing. */
  private double[] within(Point a, Point b) {
    double from = 0;
    double to = 1;
    double[][] sides = {
      {b.x() - a.x(), a.x() - fromX}, {b.y() - a.y(), a.y() - fromY},
    };
    for (double[] side : sides) {
      double step = side[0];
      double begin = side[1];
      if (step == 0) {
        if (begin < 0 || begin > range) {
          return new double[0];
        }
        continue;
      }
      double first = (step > 0 ? -begin : range - begin) / step;
      double last = (step > 0 ? range - begin : -begin) / step;
      from = Math.max(from, first);
      to = Math.min(to, last);
    }
    return from <= to ? new double[] {from, to} : new double[0];
  }
}
