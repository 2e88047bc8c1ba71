package dev.cajal.viz.chart;

import dev.cajal.viz.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a chart.
 *
 * @param name shown in the legend
 * @param points in drawing order; a point that is not finite breaks the line
 */
public record Series(String name, List<Point> points) {
  /** Copies the points. */
  public Series {
    points = List.copyOf(points);
  }

  /**
   * Values at x = 1, 2, 3, …
   *
   * @param values NaN where nothing was measured
   */
  public static Series fromOne(String name, double... values) {
    List<Point> points = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      points.add(new Point(i + 1.0, values[i]));
    }
    return new Series(name, points);
  }
}
