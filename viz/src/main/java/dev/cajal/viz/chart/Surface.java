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
 * @param x along the columns
 * @param y along the rows
 * @param left x of the first column
 * @param right x of the last column
 * @param bottom y of the first row
 * @param top y of the last row
 * @param z name of the height
 * @param grid the heights, at least 2 × 2
 */
public record Surface(
    String title,
    Axis x,
    Axis y,
    double left,
    double right,
    double bottom,
    double top,
    String z,
    Grid grid) {
  private static final int WIDTH = 520;
  private static final int HEIGHT = 400;
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
    axes(marks);
    marks.addAll(ColourBar.marks(WIDTH - 40, 70, 110, grid));
    return new Figure(
        WIDTH,
        HEIGHT,
        "%s: %s, over %s and %s".formatted(title, range, x.title(), y.title()),
        marks);
  }

  /** The names of the axes along the two near edges of the floor, their ends at its corners. */
  private void axes(List<Mark> marks) {
    near(marks, projected(0.5, 0, 0), 18, 22, Anchor.START, x.title(), Font.BODY);
    near(marks, projected(0.04, 0, 0), 8, 16, Anchor.START, end(left), Font.SMALL);
    near(marks, projected(1, 0, 0), 4, 18, Anchor.MIDDLE, end(right), Font.SMALL);
    near(marks, projected(0, 0.5, 0), -18, 22, Anchor.END, y.title(), Font.BODY);
    near(marks, projected(0, 0.04, 0), -8, 16, Anchor.END, end(bottom), Font.SMALL);
    near(marks, projected(0, 1, 0), -4, 18, Anchor.MIDDLE, end(top), Font.SMALL);
  }

  private static String end(double value) {
    return value == Math.rint(value) ? Numbers.fixed(value, 0) : Numbers.significant(value);
  }

  private static void near(
      List<Mark> marks, Point at, double dx, double dy, Anchor anchor, String text, Font font) {
    marks.add(new Mark.Label(at.x() + dx, at.y() + dy, text, anchor, font, Ink.MUTED));
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
