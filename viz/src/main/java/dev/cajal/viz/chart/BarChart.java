package dev.cajal.viz.chart;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Bars to the right, one row for each name, with error bars, such as the accuracy of several nets
 * over several runs.
 *
 * <pre>{@code
 * new BarChart("Gap", new Axis("training − validation", Axis.Kind.PERCENT),
 *     List.of("nothing", "dropout"),
 *     List.of(new Bars("gap", List.of(Spread.of(0.3, 0.4), Spread.of(0.1, 0.2))))).figure().svg();
 * }</pre>
 *
 * @param title above the chart
 * @param axis what the bars measure
 * @param names of the rows, the highest first
 * @param bars at most four; each has a value for every row, a single one needs no legend
 */
public record BarChart(String title, Axis axis, List<String> names, List<Bars> bars) {
  private static final int WIDTH = 520;
  private static final double TOP = 58;
  private static final double RIGHT = WIDTH - 76.0;
  private static final double BELOW = 46;
  private static final double WIDEST_NAME = 190;

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a row has no value
   */
  public BarChart {
    names = List.copyOf(names);
    bars = List.copyOf(bars);
    for (Bars kind : bars) {
      if (kind.values().size() != names.size()) {
        throw new IllegalArgumentException(
            "bar chart '%s': %d rows, but '%s' has %d values"
                .formatted(title, names.size(), kind.name(), kind.values().size()));
      }
    }
  }

  /** Draws the chart. Without any finite value it says so. */
  public Figure figure() {
    double[] ends =
        bars.stream()
            .flatMap(kind -> kind.values().stream())
            .flatMapToDouble(v -> DoubleStream.of(v.lower(axis.kind()), v.upper(axis.kind())))
            .filter(this::shows)
            .toArray();
    if (ends.length == 0) {
      Plane plane = new Plane(title);
      plane.empty();
      return plane.figure(title + ": nothing was measured");
    }
    boolean log = axis.kind() == Axis.Kind.LOG;
    double least = DoubleStream.of(ends).min().orElseThrow();
    double most = DoubleStream.of(ends).max().orElseThrow();
    double left =
        36 + Math.min(WIDEST_NAME, names.stream().mapToDouble(Font.BODY::width).max().orElse(0));
    Scale across =
        Scale.covering(
            axis.kind(),
            log ? least : Math.min(0, least),
            log ? most : Math.max(0, most),
            left,
            RIGHT);
    double thick = bars.size() == 1 ? 14 : bars.size() == 2 ? 11 : 8;
    double row = thick * bars.size() + 12;
    Legend legend =
        new Legend(bars.stream().map(Bars::name).toList(), Legend.Key.BOX, 16, WIDTH - 16.0);
    boolean one = bars.size() == 1; // the axis says what it is
    double top = one ? TOP - 18 : TOP + legend.below();
    double bottom = top + row * names.size();
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Label(16, 22, title, Anchor.START, Font.TITLE, Ink.TEXT));
    if (!one) {
      marks.addAll(legend.marks());
    }
    for (double tick : across.ticks()) {
      double place = across.pixel(tick);
      marks.add(Mark.Curve.line(place, top, place, bottom, Ink.GRID, 1));
      marks.add(small(place, bottom + 18, across.text(tick), Anchor.MIDDLE));
    }
    double base = across.pixel(log ? Math.pow(10, across.low()) : 0);
    for (int i = 0; i < names.size(); i++) {
      double from = top + row * i + 6;
      String name = Font.BODY.fitted(names.get(i), WIDEST_NAME);
      marks.add(
          new Mark.Label(
              left - 8,
              from + thick * bars.size() / 2.0 + 4,
              name,
              Anchor.END,
              Font.BODY,
              Ink.TEXT));
      for (int k = 0; k < bars.size(); k++) {
        bar(marks, i, k, across, base, from + k * thick, thick - 1);
      }
    }
    marks.add(Mark.Curve.line(base, top, base, bottom, Ink.AXIS, 1));
    marks.add(small((left + RIGHT) / 2, bottom + 36, axis.title(), Anchor.MIDDLE));
    return new Figure(WIDTH, (int) Math.ceil(bottom + BELOW), summary(), marks);
  }

  private void bar(
      List<Mark> marks, int i, int k, Scale across, double base, double top, double thick) {
    Spread value = bars.get(k).values().get(i);
    double middle = top + thick / 2;
    if (!shows(value.mean())) {
      marks.add(small(base + 6, middle + 4, "–", Anchor.START));
      return;
    }
    double end = across.pixel(value.mean());
    String tip = names.get(i) + ", " + bars.get(k).name() + ": " + write(value);
    marks.add(
        new Mark.Box(
            Math.min(base, end), top, Math.abs(end - base), thick, 1, Ink.series(k), 1, tip));
    double right = Math.max(base, end);
    if (value.deviation() > 0) {
      double from = across.pixel(value.lower(axis.kind()));
      double to = across.pixel(value.upper(axis.kind()));
      for (double x : new double[] {from, to}) {
        marks.add(Mark.Curve.line(x, middle - 3, x, middle + 3, Ink.TEXT, 1));
      }
      marks.add(Mark.Curve.line(from, middle, to, middle, Ink.TEXT, 1));
      right = Math.max(right, to);
    }
    if (bars.size() <= 2) {
      marks.add(small(right + 5, middle + 4, write(value.mean()), Anchor.START));
    }
  }

  private boolean shows(double value) {
    return Double.isFinite(value) && (axis.kind() != Axis.Kind.LOG || value > 0);
  }

  private String write(Spread value) {
    return value.deviation() > 0
        ? write(value.mean()) + " ± " + write(value.deviation())
        : write(value.mean());
  }

  private String write(double value) {
    return switch (axis.kind()) {
      case INTEGER -> Numbers.count(Math.round(value));
      case PERCENT -> Numbers.percent(value, 1);
      case NUMBER, LOG -> Numbers.significant(value);
    };
  }

  private String summary() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      for (Bars kind : bars) {
        rows.add(names.get(i) + ", " + kind.name() + " " + write(kind.values().get(i)));
      }
    }
    return title + ", " + axis.title() + ": " + String.join("; ", rows);
  }

  private static Mark small(double x, double y, String text, Anchor anchor) {
    return new Mark.Label(x, y, text, anchor, Font.SMALL, Ink.MUTED);
  }
}
