package dev.cajal.labs.notebook;

import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import dev.cajal.viz.Figure;
import dev.cajal.viz.Picture;
import dev.cajal.viz.Point;
import dev.cajal.viz.chart.Axis;
import dev.cajal.viz.chart.ScatterChart;
import dev.cajal.viz.chart.Series;
import dev.cajal.viz.image.Diverging;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Points of two classes in the plane, and behind them what a model says of each place. */
public final class Regions {
  private static final int SIDE = 120;

  private Regions() {}

  /**
   * Draws the points over pale blue where the model says class 0, and pale orange where it says 1.
   *
   * @param title above the figure
   * @param points x and y of the first point, of the second, …
   * @param labels the class of each point, 0 or 1
   * @param model maps places [n, 2] to the probability of class 1, of n elements
   */
  public static Figure figure(
      String title, double[] points, double[] labels, UnaryOperator<Tensor> model) {
    double[] ends = {
      Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
      Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    List<List<Point>> classes = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < labels.length; i++) {
      Point point = new Point(points[2 * i], points[2 * i + 1]);
      classes.get((int) labels[i]).add(point);
      ends[0] = Math.min(ends[0], point.x());
      ends[1] = Math.max(ends[1], point.x());
      ends[2] = Math.min(ends[2], point.y());
      ends[3] = Math.max(ends[3], point.y());
    }
    double roomX = 0.06 * (ends[1] - ends[0]);
    double roomY = 0.06 * (ends[3] - ends[2]);
    return new ScatterChart(
            title,
            new Axis("x₁", Axis.Kind.NUMBER),
            new Axis("x₂", Axis.Kind.NUMBER),
            List.of(new Series("class 0", classes.get(0)), new Series("class 1", classes.get(1))),
            Optional.of(
                ground(ends[0] - roomX, ends[1] + roomX, ends[2] - roomY, ends[3] + roomY, model)))
        .figure();
  }

  private static ScatterChart.Ground ground(
      double left, double right, double bottom, double top, UnaryOperator<Tensor> model) {
    float[] places = new float[2 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int row = SIDE - 1 - Math.floorDiv(i, SIDE);
      places[2 * i] = (float) (left + (right - left) * (i % SIDE + 0.5) / SIDE);
      places[2 * i + 1] = (float) (bottom + (top - bottom) * (row + 0.5) / SIDE);
    }
    double[] said = model.apply(Tensor.of(Shape.of(SIDE * SIDE, 2), places)).toDoubles();
    int[] pixels = new int[said.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Diverging.veil(2 * said[i] - 1);
    }
    return new ScatterChart.Ground(Picture.veil(SIDE, SIDE, pixels), left, right, bottom, top);
  }
}
