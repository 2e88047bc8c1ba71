package dev.cajal.viz.chart;

import dev.cajal.viz.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a chart.
 *
 * @param name shown in the legend
 * @param points in drawing order; a point that is not finite breaks the line
 * @param spread how far the band around each point reaches, such as the standard deviation over
 *     several runs; empty for no band
 */
public record Series(String name, List<Point> points, List<Double> spread) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is a band, but not at every point
   */
  public Series {
    points = List.copyOf(points);
    spread = List.copyOf(spread);
    if (!spread.isEmpty() && spread.size() != points.size()) {
      throw new IllegalArgumentException(
          "series '%s': %d points have %d spreads".formatted(name, points.size(), spread.size()));
    }
  }

  /** A line without a band. */
  public Series(String name, List<Point> points) {
    this(name, points, List.of());
  }

  /**
   * The mean of several runs with a band of one standard deviation.
   *
   * @param x where every run was measured
   * @param runs values of each run at these places
   */
  public static Series ofRuns(String name, double[] x, List<double[]> runs) {
    List<Point> points = new ArrayList<>(x.length);
    List<Double> spread = new ArrayList<>(x.length);
    for (int i = 0; i < x.length; i++) {
      int at = i;
      Spread values = Spread.of(runs.stream().mapToDouble(run -> run[at]).toArray());
      points.add(new Point(x[i], values.mean()));
      spread.add(values.deviation());
    }
    return new Series(name, points, spread);
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
