package dev.cajal.viz.chart;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How values are distributed, such as the weights of a layer.
 *
 * @param title above the chart
 * @param axis title of the value axis
 * @param low left edge of the first bin
 * @param high right edge of the last bin, above {@code low}
 * @param counts values in each of the equally wide bins; a bin holds its left edge, the last both
 * @param left values that were not finite and are in no bin
 */
public record Histogram(
    String title, String axis, double low, double high, List<Long> counts, long left) {

  /**
   * Checks the range and copies the counts.
   *
   * @throws IllegalArgumentException if there is no bin or the range is empty
   */
  public Histogram {
    counts = List.copyOf(counts);
    if (counts.isEmpty() || !(high > low)) {
      throw new IllegalArgumentException(
          "histogram: " + counts.size() + " bins from " + low + " to " + high + " hold nothing");
    }
  }

  /**
   * Counts values into bins between the smallest and the largest finite one.
   *
   * @param bins at least 1
   */
  public static Histogram of(String title, String axis, float[] values, int bins) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      if (Float.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    if (!(low < high)) { // one value or none: a bin needs some width
      double centre = low == high ? low : 0;
      return fill(title, axis, values, centre - 0.5, centre + 0.5, bins);
    }
    return fill(title, axis, values, low, high, bins);
  }

  /**
   * Counts values into bins of a given range, so that several charts can be compared; a value
   * outside counts in the bin at that end.
   *
   * @param bins at least 1
   */
  public static Histogram between(
      String title, String axis, float[] values, double low, double high, int bins) {
    return fill(title, axis, values, low, high, bins);
  }

  private static Histogram fill(
      String title, String axis, float[] values, double low, double high, int bins) {
    long[] counts = new long[bins];
    long left = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        int bin = (int) ((value - low) / (high - low) * bins);
        counts[Math.clamp(bin, 0, bins - 1)]++;
      } else {
        left++;
      }
    }
    return new Histogram(title, axis, low, high, Arrays.stream(counts).boxed().toList(), left);
  }

  /** Draws the bars. */
  public Figure figure() {
    Plane plane = new Plane(title);
    double most = counts.stream().mapToDouble(Long::doubleValue).max().orElseThrow();
    Scale across = Scale.spanning(Axis.Kind.NUMBER, low, high, Plane.LEFT + 1, Plane.RIGHT);
    Scale up = Scale.covering(Axis.Kind.INTEGER, 0, Math.max(most, 5), Plane.BOTTOM, Plane.TOP);
    plane.axes(new Axis(axis, Axis.Kind.NUMBER), across, new Axis("values", Axis.Kind.INTEGER), up);
    bars(across, up, Plane.BOTTOM).forEach(plane::add);
    long total = counts.stream().mapToLong(Long::longValue).sum();
    String note = Numbers.count(total) + " values" + (left == 0 ? "" : ", not finite: " + left);
    plane.add(new Mark.Label(Plane.LEFT, 45, note, Anchor.START, Font.BODY, Ink.TEXT));
    return plane.figure(title + ": histogram of " + note);
  }

  List<Mark> bars(Scale across, Scale up, double base) {
    List<Mark> bars = new ArrayList<>();
    double width = (high - low) / counts.size();
    for (int i = 0; i < counts.size(); i++) {
      if (counts.get(i) > 0) {
        double from = across.pixel(low + i * width);
        double to = across.pixel(low + (i + 1) * width);
        double top = up.pixel(counts.get(i));
        double gap = to - from > 4 ? 1 : 0;
        String range =
            Numbers.significant(low + i * width)
                + " to "
                + Numbers.significant(low + (i + 1) * width);
        bars.add(
            new Mark.Box(
                from,
                top,
                to - from - gap,
                base - top,
                0,
                Ink.BLUE,
                1,
                range + ": " + Numbers.count(counts.get(i))));
      }
    }
    return bars;
  }
}
