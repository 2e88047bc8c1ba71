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
 * Many histograms side by side, small, each over its own range and as high as its fullest bin, the
 * share of which stands above it: shapes are compared, not heights.
 *
 * @param title above all
 * @param charts row by row
 * @param columns side by side, at least 1
 */
public record HistogramSheet(String title, List<Histogram> charts, int columns) {
  private static final double LEFT = 16;
  private static final double TOP = 58;
  private static final double WIDTH = 242;
  private static final double HEIGHT = 72;
  private static final double GAP = 24;
  private static final double ROW = HEIGHT + 66;
  private static final double EDGE = 8;

  /** Copies the charts. */
  public HistogramSheet {
    charts = List.copyOf(charts);
  }

  /** Draws the charts. */
  public Figure figure() {
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Label(LEFT, 22, title, Anchor.START, Font.TITLE, Ink.TEXT));
    String key = "share of all values in bins of equal width; the number is that of the fullest";
    marks.add(new Mark.Label(LEFT, 40, key, Anchor.START, Font.SMALL, Ink.MUTED));
    int across = Math.clamp(charts.size(), 1, columns);
    for (int i = 0; i < charts.size(); i++) {
      double x = LEFT + i % across * (WIDTH + GAP);
      draw(marks, charts.get(i), x, TOP + Math.floorDiv(i, across) * ROW);
    }
    double rows = Math.ceilDiv(charts.size(), across);
    double width = LEFT + across * WIDTH + (across - 1) * GAP + 14;
    return new Figure(
        (int) Math.ceil(Math.max(width, LEFT + Font.SMALL.width(key))),
        (int) Math.ceil(TOP + rows * ROW),
        title + ": histograms of " + charts.size(),
        marks);
  }

  private static void draw(List<Mark> marks, Histogram chart, double left, double top) {
    double right = left + WIDTH;
    double base = top + 28 + HEIGHT;
    String name = Font.STRONG.fitted(chart.title(), WIDTH - 60);
    marks.add(new Mark.Label(left, top + 14, name, Anchor.START, Font.STRONG, Ink.TEXT));
    double total = chart.counts().stream().mapToDouble(Long::doubleValue).sum();
    double most = chart.counts().stream().mapToDouble(Long::doubleValue).max().orElse(0);
    String share = Numbers.percent(total > 0 ? most / total : Double.NaN, 0);
    marks.add(new Mark.Label(right, top + 14, share, Anchor.END, Font.SMALL, Ink.MUTED));
    marks.add(Mark.Curve.line(left, base - HEIGHT, right, base - HEIGHT, Ink.GRID, 1));
    Scale across = Scale.spanning(Axis.Kind.NUMBER, chart.low(), chart.high(), left, right);
    Scale up = new Scale(Axis.Kind.NUMBER, 0, Math.max(most, 1), 1, base, base - HEIGHT);
    marks.addAll(chart.bars(across, up, base));
    marks.add(Mark.Curve.line(left, base, right, base, Ink.AXIS, 1));
    for (double tick : across.ticks()) {
      double place = across.pixel(tick);
      marks.add(Mark.Curve.line(place, base, place, base + 4, Ink.AXIS, 1));
      // Numbers at the ends stay below their own chart.
      Anchor anchor =
          place < left + EDGE ? Anchor.START : place > right - EDGE ? Anchor.END : Anchor.MIDDLE;
      marks.add(new Mark.Label(place, base + 17, across.text(tick), anchor, Font.SMALL, Ink.MUTED));
    }
  }
}
