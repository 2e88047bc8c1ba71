package dev.cajal.viz.chart;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether predictions are right as often as they say: for each bin of confidence a strong line at
 * the accuracy, the gap between it and the mean confidence, and below how many predictions there
 * are.
 *
 * @param title above the chart
 * @param bins of equal width from confidence 0 to 1
 * @param error the expected calibration error, from 0 to 1
 */
public record ReliabilityChart(String title, List<Bin> bins, double error) {
  private static final double LEFT = 76;
  private static final double TOP = 62;
  private static final double SIDE = 300;
  private static final double BELOW = 60;

  /**
   * Predictions of about the same confidence.
   *
   * @param samples how many there are
   * @param confidence their mean; NaN if there are none
   * @param accuracy the share that was right; NaN if there are none
   */
  public record Bin(long samples, double confidence, double accuracy) {}

  /** Copies the bins. */
  public ReliabilityChart {
    bins = List.copyOf(bins);
  }

  /** Draws the chart. */
  public Figure figure() {
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Label(16, 22, title, Anchor.START, Font.TITLE, Ink.TEXT));
    legend(marks);
    UnitSquare square = new UnitSquare(LEFT, TOP, SIDE, 0, 0, 1);
    square.axes(marks, 5, 0);
    double width = SIDE / bins.size();
    for (int i = 0; i < bins.size(); i++) {
      Bin bin = bins.get(i);
      if (bin.samples() > 0) {
        bar(marks, square, bin, LEFT + i * width + 1.5, width - 3);
      }
    }
    square.draw(marks, List.of(new Point(0, 0), new Point(1, 1)), Ink.TEXT, 1);
    square.titles(marks, "", "share that was right");
    counts(marks, width);
    return new Figure(
        (int) (LEFT + SIDE + 24),
        (int) (TOP + SIDE + BELOW + 74),
        "%s: expected calibration error %s".formatted(title, Numbers.percent(error, 2)),
        marks);
  }

  private void legend(List<Mark> marks) {
    double next = key(marks, 16, Ink.BLUE, "accuracy");
    key(marks, next, Ink.ORANGE, "gap");
    String text = "calibration error " + Numbers.percent(error, 2);
    marks.add(new Mark.Label(LEFT + SIDE, 45, text, Anchor.END, Font.STRONG, Ink.TEXT));
  }

  private static double key(List<Mark> marks, double x, Ink ink, String text) {
    boolean gap = ink == Ink.ORANGE;
    marks.add(new Mark.Box(x, gap ? 36 : 39, 14, gap ? 10 : 3, 1, ink, gap ? 0.45 : 1, ""));
    marks.add(new Mark.Label(x + 20, 45, text, Anchor.START, Font.BODY, Ink.TEXT));
    return x + 38 + Font.BODY.width(text);
  }

  private static void bar(List<Mark> marks, UnitSquare square, Bin bin, double x, double width) {
    String tip =
        "%s samples: said %s, right %s"
            .formatted(
                Numbers.count(bin.samples()),
                Numbers.percent(bin.confidence(), 1),
                Numbers.percent(bin.accuracy(), 1));
    double right = square.y(bin.accuracy());
    double said = square.y(bin.confidence());
    double both = Math.max(right, said);
    double gap = Math.abs(right - said);
    marks.add(new Mark.Box(x, both, width, square.y(0) - both, 0, Ink.BLUE, 0.55, tip));
    if (gap >= 0.5) {
      marks.add(new Mark.Box(x, both - gap, width, gap, 0, Ink.ORANGE, 0.45, tip));
    }
    marks.add(new Mark.Box(x, right - 1.5, width, 3, 0, Ink.BLUE, 1, tip));
  }

  /** Bars whose height is the logarithm of one more than the count. */
  private void counts(List<Mark> marks, double width) {
    double base = TOP + SIDE + 34 + BELOW;
    long most = Math.max(1, bins.stream().mapToLong(Bin::samples).max().orElse(1));
    for (int i = 0; i < bins.size(); i++) {
      long count = bins.get(i).samples();
      double height = (BELOW - 14) * Math.log1p((double) count) / Math.log1p((double) most);
      double x = LEFT + i * width;
      marks.add(new Mark.Box(x + 1.5, base - height, width - 3, height, 0, Ink.AXIS, 0.7, ""));
      String text = count < 10_000 ? Long.toString(count) : Numbers.count(count / 1000) + "k";
      if (Font.SMALL.width(text) <= width + 4) {
        marks.add(
            new Mark.Label(
                x + width / 2, base - height - 4, text, Anchor.MIDDLE, Font.SMALL, Ink.MUTED));
      }
    }
    marks.add(Mark.Curve.line(LEFT, base, LEFT + SIDE, base, Ink.AXIS, 1));
    marks.add(
        new Mark.Label(
            LEFT + SIDE / 2,
            base + 24,
            "confidence: probability of the class that was said",
            Anchor.MIDDLE,
            Font.SMALL,
            Ink.MUTED));
    marks.add(
        new Mark.Upright(
            LEFT - 52,
            base - BELOW / 2 + 4,
            "samples (log)",
            Anchor.MIDDLE,
            Font.SMALL,
            Ink.MUTED));
  }
}
