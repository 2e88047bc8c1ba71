package dev.cajal.viz.chart;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of a matrix in their places: orange where they are positive, blue where negative, the
 * stronger the larger, and nothing where they are 0. Small matrices are written out.
 *
 * @param title above the matrix
 * @param rows first one on top, all of one length
 * @param block cells between stronger lines in both directions, such as the side of a pooling
 *     window; 0 for none
 */
public record MatrixFigure(String title, List<List<Double>> rows, int block) {
  private static final int MOST_WRITTEN = 12;
  private static final int LARGE = 44;
  private static final int SMALL = 14;
  private static final double LEFT = 16;
  private static final double TOP = 36;

  /**
   * Copies the rows.
   *
   * @throws IllegalArgumentException if there is no cell or the rows differ in length
   */
  public MatrixFigure {
    rows = rows.stream().map(List::copyOf).toList();
    int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
    if (columns == 0 || rows.stream().anyMatch(row -> row.size() != columns)) {
      throw new IllegalArgumentException("matrix: rows " + rows + " are not of one length");
    }
  }

  /** A matrix from its numbers, row by row. */
  public static MatrixFigure of(String title, int columns, double... values) {
    List<List<Double>> rows = new ArrayList<>();
    for (int i = 0; i + columns <= values.length; i += columns) {
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < columns; j++) {
        row.add(values[i + j]);
      }
      rows.add(row);
    }
    return new MatrixFigure(title, rows, 0);
  }

  /** This with stronger lines around blocks. */
  public MatrixFigure blocks(int side) {
    return new MatrixFigure(title, rows, side);
  }

  /** Draws the matrix. */
  public Figure figure() {
    int columns = rows.getFirst().size();
    boolean written = columns <= MOST_WRITTEN;
    double cell = written ? LARGE : SMALL;
    double extreme =
        rows.stream()
            .flatMap(List::stream)
            .mapToDouble(Math::abs)
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Label(LEFT, 22, title, Anchor.START, Font.TITLE, Ink.TEXT));
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns; column++) {
        double value = rows.get(row).get(column);
        double x = LEFT + column * cell;
        double y = TOP + row * cell;
        if (value != 0) {
          double strength = 0.12 + 0.48 * Math.abs(value) / extreme;
          marks.add(
              new Mark.Box(
                  x,
                  y,
                  cell,
                  cell,
                  0,
                  value > 0 ? Ink.ORANGE : Ink.BLUE,
                  written ? strength : Math.min(1, 1.5 * strength),
                  text(value)));
        }
        marks.add(new Mark.Frame(x, y, cell, cell, 0, Ink.GRID, 1));
        if (written) {
          marks.add(
              new Mark.Label(
                  x + cell / 2,
                  y + cell / 2 + 4,
                  text(value),
                  Anchor.MIDDLE,
                  Font.BODY,
                  value == 0 ? Ink.MUTED : Ink.TEXT));
        }
      }
    }
    double width = columns * cell;
    double height = rows.size() * cell;
    for (int line = block; block > 0 && line < Math.max(columns, rows.size()); line += block) {
      if (line < columns) {
        marks.add(across(LEFT + line * cell, TOP, 0, height));
      }
      if (line < rows.size()) {
        marks.add(across(LEFT, TOP + line * cell, width, 0));
      }
    }
    marks.add(new Mark.Frame(LEFT, TOP, width, height, 0, Ink.AXIS, block > 0 ? 2 : 1));
    return new Figure(
        (int) Math.ceil(LEFT + Math.max(width, Font.TITLE.width(title)) + 16),
        (int) Math.ceil(TOP + height + 16),
        "%s: %d × %d numbers".formatted(title, rows.size(), columns),
        marks);
  }

  private static Mark across(double x, double y, double dx, double dy) {
    return Mark.Curve.line(x, y, x + dx, y + dy, Ink.AXIS, 2);
  }

  private static String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return Numbers.count(Math.round(value));
    }
    return Math.abs(value) >= 0.01 && Math.abs(value) < 100
        ? Numbers.fixed(value, 2)
        : Numbers.significant(value);
  }
}
