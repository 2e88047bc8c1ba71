package dev.cajal.viz.chart;

import dev.cajal.viz.Point;
import java.util.List;

/**
 * The curve of one class in a {@link RateChart}.
 *
 * @param name of the class
 * @param area below the curve, from 0 to 1
 * @param points from 0 to 1 along both axes, in drawing order
 */
public record ClassCurve(String name, double area, List<Point> points) {
  /** Copies the points. */
  public ClassCurve {
    points = List.copyOf(points);
  }
}
