package dev.cajal.viz.chart;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** Values over a rectangle of the plane, at equally distant places. Immutable. */
public final class Grid {
  private final int columns;
  private final int rows;
  private final double[] values;
  private final double least;
  private final double most;
  private final double low;
  private final double high;

  private Grid(int columns, int rows, double[] values, double low, double high) {
    this.columns = columns;
    this.rows = rows;
    this.values = values;
    least = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
    most = Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
    this.low = Math.min(low, least);
    this.high = Math.max(high, most);
  }

  /**
   * Copies values.
   *
   * @param columns along x, at least 1
   * @param rows along y, at least 1
   * @param values row by row, the first row at the smallest y, {@code columns · rows} long
   * @throws IllegalArgumentException if the length does not fit
   */
  public static Grid of(int columns, int rows, double[] values) {
    if (columns < 1 || rows < 1 || values.length != (long) columns * rows) {
      throw new IllegalArgumentException(
          "grid: %d × %d places do not fit %d values".formatted(columns, rows, values.length));
    }
    return new Grid(
        columns, rows, values.clone(), Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  /** Samples a function at the places of a grid, the edges of the ranges included. */
  public static Grid sampled(
      int columns,
      int rows,
      double left,
      double right,
      double bottom,
      double top,
      DoubleBinaryOperator function) {
    double[] values = new double[Math.multiplyExact(columns, rows)];
    for (int i = 0; i < values.length; i++) {
      double x = left + (right - left) * (i % columns) / Math.max(1, columns - 1);
      double y = bottom + (top - bottom) * Math.floorDiv(i, columns) / Math.max(1, rows - 1);
      values[i] = function.applyAsDouble(x, y);
    }
    return of(columns, rows, values);
  }

  /**
   * This with colours and heights that span a wider range, so that several figures can be compared.
   *
   * @param from the value at the lower end of the scale; the least value if that is smaller
   * @param to the value at its upper end; the largest value if that is larger
   */
  public Grid scaled(double from, double to) {
    return new Grid(columns, rows, values, from, to);
  }

  /** Places along x. */
  public int columns() {
    return columns;
  }

  /** Places along y. */
  public int rows() {
    return rows;
  }

  /** The value at a place, both counted from 0. */
  public double at(int column, int row) {
    return values[row * columns + column];
  }

  /** The smallest finite value. */
  public double least() {
    return least;
  }

  /** The largest finite value. */
  public double most() {
    return most;
  }

  /** The value at the lower end of the scale. */
  double low() {
    return low;
  }

  /** The value at the upper end of the scale. */
  double high() {
    return high;
  }

  /** A value as a share of the scale: 0 at its lower end, 1 at its upper one. */
  double share(double value) {
    return high == low ? 0.5 : (value - low) / (high - low);
  }
}
