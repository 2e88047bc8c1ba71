package dev.cajal.viz.chart;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import dev.cajal.viz.image.Ramp;
import java.util.ArrayList;
import java.util.List;

/**
 * Values over a rectangle as a surface seen from above one corner, coloured by height.
 *
 * @param title above the surface
 * @param x name of the axis along the columns
 * @param y name of the axis along the rows
 * @param z name of the height
 * @param grid the heights, at least 2 × 2
 */
public record Surface(String title, String x, String y, String z, Grid grid) {
  private static final int WIDTH = 520;
  private static final int HEIGHT = 380;
  private static final double SIDE = 200;
  private static final double RISE = 150;
  private static final double FOOT = 330;

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if there is no facet
   */
  public Surface {
    if (grid.columns() < 2 || grid.rows() < 2) {
      throw new IllegalArgumentException("surface: a grid of one row or column has no area");
    }
  }

  /** Draws the surface, from the farthest facet to the nearest. */
  public Figure figure() {
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Label(16, 22, title, Anchor.START, Font.TITLE, Ink.TEXT));
    floor(marks);
    for (int row = grid.rows() - 2; row >= 0; row--) {
      for (int column = grid.columns() - 2; column >= 0; column--) {
        facet(marks, column, row);
      }
    }
    String range =
        "%s from %s to %s"
            .formatted(z, Numbers.significant(grid.least()), Numbers.significant(grid.most()));
    marks.add(new Mark.Label(16, 42, range, Anchor.START, Font.SMALL, Ink.MUTED));
    label(marks, WIDTH / 2.0 + SIDE * 0.87 / 2 + 40, FOOT - 26, x);
    label(marks, WIDTH / 2.0 - SIDE * 0.87 / 2 - 40, FOOT - 26, y);
    return new Figure(WIDTH, HEIGHT, "%s: %s, over %s and %s".formatted(title, range, x, y), marks);
  }

  private static void label(List<Mark> marks, double x, double y, String text) {
    marks.add(new Mark.Label(x, y, text, Anchor.MIDDLE, Font.SMALL, Ink.MUTED));
  }

  private void floor(List<Mark> marks) {
    double[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
    List<Point> outline = new ArrayList<>();
    for (double[] corner : corners) {
      outline.add(projected(corner[0], corner[1], 0));
    }
    marks.add(new Mark.Curve(outline, Ink.AXIS, 1));
  }

  private void facet(List<Mark> marks, int column, int row) {
    double mean = 0;
    List<Point> points = new ArrayList<>(4);
    for (int corner = 0; corner < 4; corner++) {
      int c = column + (corner == 1 || corner == 2 ? 1 : 0);
      int r = row + corner / 2;
      double value = grid.at(c, r);
      if (!Double.isFinite(value)) {
        return;
      }
      double share = grid.share(value);
      mean += share / 4;
      points.add(projected(c / (grid.columns() - 1.0), r / (grid.rows() - 1.0), share));
    }
    marks.add(new Mark.Facet(points, Ramp.rgb(mean), ""));
  }

  /** Isometric: x grows to the upper right, y to the upper left, height upwards. */
  private static Point projected(double x, double y, double height) {
    double across = (x - y) * SIDE * 0.87;
    double away = (x + y) * SIDE * 0.5;
    return new Point(WIDTH / 2.0 + across, FOOT - away - height * RISE + 20);
  }
}
