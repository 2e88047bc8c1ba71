package dev.cajal.viz.chart;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Numbers;
import dev.cajal.viz.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Curves of shares against shares, one for each class: receiver operating characteristics, or
 * precision over recall. Of many classes the ten with the smallest area have colours and a row of
 * the legend. Where all curves press into their corner, a lens shows it enlarged.
 *
 * <pre>{@code
 * Figure figure = RateChart.roc("ROC", List.of(new ClassCurve("cat", 0.75, points))).figure();
 * }</pre>
 *
 * @param title above the chart
 * @param kind what the axes measure
 * @param curves one for each class
 */
public record RateChart(String title, Kind kind, List<ClassCurve> curves) {
  private static final int MOST_COLOURS = 10;
  private static final double LEFT = 68;
  private static final double TOP = 40;
  private static final double SIDE = 292;
  private static final double LENS = 132;
  private static final double[] RANGES = {0.01, 0.02, 0.05, 0.1, 0.2};

  /** What the axes measure. */
  public enum Kind {
    /** True positive rate over false positive rate; the good corner is the upper left. */
    ROC("false positive rate", "true positive rate", "area"),
    /** Precision over recall; the good corner is the upper right. */
    PRECISION_RECALL("recall", "precision", "average precision");

    private final String across;
    private final String up;
    private final String area;

    Kind(String across, String up, String area) {
      this.across = across;
      this.up = up;
      this.area = area;
    }
  }

  /** Copies the curves. */
  public RateChart {
    curves = List.copyOf(curves);
  }

  /** Returns receiver operating characteristics. */
  public static RateChart roc(String title, List<ClassCurve> curves) {
    return new RateChart(title, Kind.ROC, curves);
  }

  /** Returns curves of precision over recall. */
  public static RateChart precisionRecall(String title, List<ClassCurve> curves) {
    return new RateChart(title, Kind.PRECISION_RECALL, curves);
  }

  /** Draws the chart. */
  public Figure figure() {
    List<ClassCurve> worst =
        curves.stream()
            .sorted(Comparator.comparingDouble(ClassCurve::area))
            .limit(MOST_COLOURS)
            .toList();
    List<ClassCurve> coloured = curves.stream().filter(worst::contains).toList();
    List<ClassCurve> grey = curves.stream().filter(curve -> !worst.contains(curve)).toList();
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Label(16, 22, title, Anchor.START, Font.TITLE, Ink.TEXT));
    UnitSquare whole = new UnitSquare(LEFT, TOP, SIDE, 0, 0, 1);
    whole.axes(marks, 5, 0);
    whole.titles(marks, kind.across, kind.up);
    if (kind == Kind.ROC) {
      whole.draw(marks, List.of(new Point(0, 0), new Point(1, 1)), Ink.AXIS, 1);
      marks.add(
          new Mark.Label(
              whole.x(0.12) + 10,
              whole.y(0.12) + 8,
              "chance",
              Anchor.START,
              Font.SMALL,
              Ink.MUTED));
    }
    lines(marks, whole, coloured, grey);
    double range = corner();
    if (range > 0) {
      lens(marks, whole, range, coloured, grey);
    }
    double right = legend(marks, coloured, grey.size());
    double mean = curves.stream().mapToDouble(ClassCurve::area).average().orElse(Double.NaN);
    return new Figure(
        (int) Math.ceil(right + 16),
        (int) (TOP + SIDE + 50),
        "%s: %d classes, mean %s %s"
            .formatted(title, curves.size(), kind.area, Numbers.fixed(mean, 4)),
        marks);
  }

  private static void lines(
      List<Mark> marks, UnitSquare square, List<ClassCurve> coloured, List<ClassCurve> grey) {
    grey.forEach(curve -> square.draw(marks, curve.points(), Ink.GRID, 1));
    for (int i = 0; i < coloured.size(); i++) {
      square.draw(marks, coloured.get(i).points(), Ink.ofClass(i), 1.5);
    }
  }

  /** The smallest corner that all curves pass through; 0 if they need no lens. */
  private double corner() {
    for (double range : RANGES) {
      if (!curves.isEmpty() && curves.stream().allMatch(curve -> passes(curve, range))) {
        return range;
      }
    }
    return 0;
  }

  private boolean passes(ClassCurve curve, double range) {
    return curve.points().stream()
        .anyMatch(
            p -> p.y() >= 1 - range / 2 && (kind == Kind.ROC ? p.x() : 1 - p.x()) <= range / 2);
  }

  private void lens(
      List<Mark> marks,
      UnitSquare whole,
      double range,
      List<ClassCurve> coloured,
      List<ClassCurve> grey) {
    boolean roc = kind == Kind.ROC;
    double left = LEFT + SIDE - LENS - (roc ? 22 : 88);
    double top = TOP + SIDE - LENS - 44;
    // The numbers of the lens stand on the page, not on the lines behind them.
    marks.add(new Mark.Box(left - 52, top - 14, LENS + 70, LENS + 52, 4, Ink.PAGE, 1, ""));
    marks.add(new Mark.Frame(left - 52, top - 14, LENS + 70, LENS + 52, 4, Ink.GRID, 1));
    UnitSquare lens = new UnitSquare(left, top, LENS, roc ? 0 : 1 - range, 1 - range, range);
    lens.axes(marks, 2, range < 0.02 ? 1 : range < 0.05 ? 0 : 1);
    lines(marks, lens, coloured, grey);
    String where = roc ? "the upper left corner" : "the upper right corner";
    marks.add(
        new Mark.Label(
            left + LENS / 2, top + LENS + 32, where, Anchor.MIDDLE, Font.SMALL, Ink.MUTED));
    double edge = range * SIDE;
    double corner = roc ? whole.x(0) : whole.x(1) - edge;
    marks.add(new Mark.Frame(corner - 1, TOP - 1, edge + 2, edge + 2, 0, Ink.TEXT, 1));
  }

  /** As many as tell areas near 1 apart. */
  private int decimals() {
    double least = curves.stream().mapToDouble(ClassCurve::area).min().orElse(0);
    return least > 0.999 && least < 1 ? 6 : 4;
  }

  private double legend(List<Mark> marks, List<ClassCurve> coloured, int others) {
    double x = LEFT + SIDE + 24;
    double names =
        Math.clamp(
            coloured.stream().mapToDouble(c -> Font.BODY.width(c.name())).max().orElse(0), 40, 150);
    double right = x + 24 + names + 12 + Math.max(60, Font.SMALL.width(kind.area) - names);
    double y = TOP + 10;
    marks.add(new Mark.Label(right, y, kind.area, Anchor.END, Font.SMALL, Ink.MUTED));
    for (int i = 0; i < coloured.size(); i++) {
      ClassCurve curve = coloured.get(i);
      y += 22;
      String area = Numbers.fixed(curve.area(), decimals());
      String name = Font.BODY.fitted(curve.name(), names);
      marks.add(new Mark.Box(x, y - 6, 16, 4, 2, Ink.ofClass(i), 1, ""));
      marks.add(new Mark.Label(x + 24, y, name, Anchor.START, Font.BODY, Ink.TEXT));
      marks.add(new Mark.Label(right, y, area, Anchor.END, Font.BODY, Ink.TEXT));
    }
    y += 24;
    double mean = curves.stream().mapToDouble(ClassCurve::area).average().orElse(Double.NaN);
    marks.add(Mark.Curve.line(x, y - 16, right, y - 16, Ink.GRID, 1));
    marks.add(new Mark.Label(x + 24, y, "mean", Anchor.START, Font.STRONG, Ink.TEXT));
    marks.add(
        new Mark.Label(
            right, y, Numbers.fixed(mean, decimals()), Anchor.END, Font.STRONG, Ink.TEXT));
    if (others > 0) {
      String note = "grey: " + others + " better ones";
      marks.add(new Mark.Label(x, y + 22, note, Anchor.START, Font.SMALL, Ink.MUTED));
    }
    return right;
  }
}
