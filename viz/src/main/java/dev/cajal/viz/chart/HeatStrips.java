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
 * One strip for each of many rows, such as layers, over common steps: the stronger the colour, the
 * larger the value. The last value stands at the end of each strip.
 *
 * @param title above the strips
 * @param steps of the columns
 * @param rows first one on top; each with one value for a step, NaN where there is none
 * @param kind how values are spaced and written
 */
public record HeatStrips(String title, List<Long> steps, List<Row> rows, Axis.Kind kind) {
  private static final int MOST_COLUMNS = 120;
  private static final double LONGEST_LABEL = 130;
  private static final double WIDTH = 300;
  private static final double HEIGHT = 16;
  private static final double TOP = 40;

  /**
   * A strip.
   *
   * @param name at its left
   * @param values one for each step
   */
  public record Row(String name, List<Double> values) {

    /** Copies the values. */
    public Row {
      values = List.copyOf(values);
    }
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a row has not one value for each step
   */
  public HeatStrips {
    steps = List.copyOf(steps);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.values().size() != steps.size()) {
        throw new IllegalArgumentException(
            "heat strips: row %s has %d values for %d steps"
                .formatted(row.name(), row.values().size(), steps.size()));
      }
    }
  }

  /** Draws the strips. */
  public Figure figure() {
    List<Mark> marks = new ArrayList<>();
    label(marks, 16, 22, title, Anchor.START, Font.TITLE, Ink.TEXT);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Row row : rows) {
      for (double value : row.values()) {
        if (Double.isFinite(scaled(value))) {
          low = Math.min(low, scaled(value));
          high = Math.max(high, scaled(value));
        }
      }
    }
    double left = 24 + widest();
    int every = Math.max(1, Math.ceilDiv(steps.size(), MOST_COLUMNS));
    double width = WIDTH / Math.ceilDiv(Math.max(1, steps.size()), every);
    for (int r = 0; r < rows.size(); r++) {
      Row row = rows.get(r);
      double y = TOP + r * HEIGHT;
      label(
          marks,
          left - 8,
          y + HEIGHT - 4,
          Font.SMALL.fitted(row.name(), LONGEST_LABEL),
          Anchor.END,
          Font.SMALL,
          Ink.TEXT);
      for (int s = 0; s < steps.size(); s += every) {
        int column = s / every;
        double value = row.values().get(s);
        double place = scaled(value);
        if (Double.isFinite(place)) {
          double strength = high > low ? (place - low) / (high - low) : 0.5;
          String tip = row.name() + ", step " + Numbers.count(steps.get(s)) + ": " + text(value);
          marks.add(
              new Mark.Box(
                  left + column * width,
                  y,
                  width,
                  HEIGHT - 2,
                  0,
                  Ink.BLUE,
                  0.08 + 0.87 * strength,
                  tip));
        }
      }
      String last = row.values().isEmpty() ? "" : text(row.values().getLast());
      label(marks, left + WIDTH + 8, y + HEIGHT - 4, last, Anchor.START, Font.SMALL, Ink.MUTED);
    }
    double bottom = TOP + rows.size() * HEIGHT;
    if (!steps.isEmpty()) {
      String range =
          "steps %s to %s"
              .formatted(Numbers.count(steps.getFirst()), Numbers.count(steps.getLast()));
      label(marks, left + WIDTH / 2, bottom + 14, range, Anchor.MIDDLE, Font.SMALL, Ink.MUTED);
    }
    return new Figure(
        (int) Math.ceil(left + WIDTH + 80),
        (int) Math.ceil(bottom + 24),
        title + " of " + rows.size() + " layers",
        marks);
  }

  private double scaled(double value) {
    return kind == Axis.Kind.LOG ? Math.log10(value) : value;
  }

  private String text(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return kind == Axis.Kind.PERCENT ? Numbers.percent(value, 1) : Numbers.significant(value);
  }

  private double widest() {
    return rows.stream()
        .mapToDouble(row -> Math.min(LONGEST_LABEL, Font.SMALL.width(row.name())))
        .max()
        .orElse(0);
  }

  private static void label(
      List<Mark> marks, double x, double y, String text, Anchor anchor, Font font, Ink ink) {
    marks.add(new Mark.Label(x, y, text, anchor, font, ink));
  }
}
