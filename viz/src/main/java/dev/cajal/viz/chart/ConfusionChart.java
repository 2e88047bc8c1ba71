package dev.cajal.viz.chart;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A confusion matrix as a heat map: hits on the diagonal in one colour, as strong as the recall of
 * their class, and mistakes in another, as strong as they are frequent beside the most frequent
 * one. Recall stands at the end of each row, precision below each column. Counts are written into
 * the cells of up to {@value #MOST_COUNTED} classes.
 *
 * @param matrix at most {@value #MOST_CLASSES} classes
 */
public record ConfusionChart(ConfusionMatrix matrix) {
  /** More classes than this make cells too small to see. */
  public static final int MOST_CLASSES = 100;

  private static final int MOST_COUNTED = 24;
  private static final double LONGEST_LABEL = 110;

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if there is no class or more than can be seen
   */
  public ConfusionChart {
    int n = matrix.labels().size();
    if (n < 1 || n > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "confusion chart: " + n + " classes, 1 to " + MOST_CLASSES + " can be drawn");
    }
  }

  /** Draws the matrix. */
  public Figure figure() {
    return new Drawing(matrix).figure();
  }

  /** Where things stand on one drawing. */
  private static final class Drawing {
    private final ConfusionMatrix matrix;
    private final List<Mark> marks = new ArrayList<>();
    private final int n;
    private final boolean counted;
    private final double cell;
    private final boolean upright;
    private final double left;
    private final double top;

    Drawing(ConfusionMatrix matrix) {
      this.matrix = matrix;
      n = matrix.labels().size();
      counted = n <= MOST_COUNTED;
      cell = n <= 12 ? 44 : counted ? 36 : Math.max(7, 800.0 / n);
      double widest = widestLabel();
      upright = !counted || widest > cell - 4;
      left = 44 + Math.max(widest, counted ? Font.SMALL.width("precision %") : 0);
      top = 78 + (upright ? widest : 0);
    }

    Figure figure() {
      text(16, 22, "Confusion matrix", Anchor.START, Font.TITLE, Ink.TEXT);
      legend();
      double side = n * cell;
      marks.add(new Mark.Frame(left - 1, top - 1, side + 1, side + 1, 2, Ink.GRID, 1));
      cells();
      edges();
      double width = Math.max(left + side + 64, 430);
      double height = top + side + (counted ? 56 : 36);
      String description =
          "Confusion matrix of %d classes, accuracy %s"
              .formatted(n, Numbers.percent(matrix.accuracy(), 2));
      return new Figure((int) Math.ceil(width), (int) Math.ceil(height), description, marks);
    }

    private void legend() {
      marks.add(new Mark.Box(16, 37, 12, 12, 2, Ink.BLUE, 0.85, ""));
      note(34, 47, "right (share of the row)", Anchor.START);
      marks.add(new Mark.Box(178, 37, 12, 12, 2, Ink.ORANGE, 0.6, ""));
      note(196, 47, "wrong (beside the commonest mistake)", Anchor.START);
    }

    private void cells() {
      List<ConfusionMatrix.Mistake> worst = matrix.mistakes(1);
      double commonest = worst.isEmpty() ? 1 : worst.getFirst().count();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          long count = matrix.count(i, j);
          if (count > 0) {
            cell(i, j, count, i == j ? matrix.recall(i) : count / commonest);
          }
        }
      }
    }

    private void cell(int truth, int predicted, long count, double strength) {
      double x = left + predicted * cell;
      double y = top + truth * cell;
      Ink fill = truth == predicted ? Ink.BLUE : Ink.ORANGE;
      // Mistakes stay pale enough for the text ink of both themes.
      double opacity = 0.08 + (truth == predicted ? 0.87 : 0.52) * strength;
      String name = matrix.labels().get(truth);
      String said = matrix.labels().get(predicted);
      String tip = truth == predicted ? name + " recognised: " : name + " taken for " + said + ": ";
      tip += Numbers.count(count);
      marks.add(new Mark.Box(x, y, cell - 1, cell - 1, 0, fill, opacity, tip));
      if (counted) {
        Font font = count > 9999 ? Font.SMALL : Font.BODY;
        Ink ink = opacity > 0.75 ? Ink.ON_COLOUR : Ink.TEXT;
        text(x + (cell - 1) / 2, y + cell / 2 + 4, Numbers.count(count), Anchor.MIDDLE, font, ink);
      }
    }

    private void edges() {
      int every = (int) Math.ceil(13 / cell);
      double right = left + n * cell + 8;
      double bottom = top + n * cell;
      for (int i = 0; i < n; i += every) {
        double row = top + (i + 0.5) * cell + 4;
        double column = left + (i + 0.5) * cell;
        text(left - 8, row, label(i), Anchor.END, Font.BODY, Ink.TEXT);
        note(right, row, Numbers.percent(matrix.recall(i), 1), Anchor.START);
        if (upright) {
          marks.add(
              new Mark.Upright(column + 4, top - 8, label(i), Anchor.START, Font.BODY, Ink.TEXT));
        } else {
          text(column, top - 8, label(i), Anchor.MIDDLE, Font.BODY, Ink.TEXT);
        }
        if (counted) {
          double precision = matrix.precision(i);
          note(column, bottom + 18, Numbers.fixed(100 * precision, 1), Anchor.MIDDLE);
        }
      }
      note(right, top - 8, "recall", Anchor.START);
      if (counted) {
        note(left - 8, bottom + 18, "precision %", Anchor.END);
      }
      note(left + n * cell / 2, bottom + (counted ? 42 : 22), "predicted class", Anchor.MIDDLE);
      marks.add(
          new Mark.Upright(
              22, top + n * cell / 2, "true class", Anchor.MIDDLE, Font.SMALL, Ink.MUTED));
    }

    private double widestLabel() {
      return IntStream.range(0, n).mapToDouble(i -> Font.BODY.width(label(i))).max().orElse(0);
    }

    private String label(int index) {
      return Font.BODY.fitted(matrix.labels().get(index), LONGEST_LABEL);
    }

    private void note(double x, double y, String text, Anchor anchor) {
      text(x, y, text, anchor, Font.SMALL, Ink.MUTED);
    }

    private void text(double x, double y, String text, Anchor anchor, Font font, Ink ink) {
      marks.add(new Mark.Label(x, y, text, anchor, font, ink));
    }
  }
}
