package dev.cajal.viz.image;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples in rows. Under each image stand the prediction with its probability and, where it is
 * wrong, the truth; mistakes have a strong frame.
 *
 * @param title above the grid
 * @param samples shown in this order
 * @param columns images in a row, at least 1
 */
public record SampleGrid(String title, List<Sample> samples, int columns) {
  private static final double IMAGE = 96;
  private static final double CELL_WIDTH = 122;
  private static final double CELL_HEIGHT = 148;
  private static final double LEFT = 16;
  private static final double TOP = 36;

  /**
   * Copies the samples.
   *
   * @throws IllegalArgumentException if there is no column
   */
  public SampleGrid {
    samples = List.copyOf(samples);
    if (columns < 1) {
      throw new IllegalArgumentException(
          "sample grid: " + columns + " columns, at least 1 is needed");
    }
  }

  /** Draws the grid. */
  public Figure figure() {
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Label(LEFT, 22, title, Anchor.START, Font.TITLE, Ink.TEXT));
    for (int i = 0; i < samples.size(); i++) {
      cell(
          marks,
          samples.get(i),
          LEFT + i % columns * CELL_WIDTH,
          TOP + Math.floorDiv(i, columns) * CELL_HEIGHT);
    }
    int rows = -Math.floorDiv(-samples.size(), columns);
    int inRow = Math.max(2, Math.min(columns, samples.size()));
    long wrong = samples.stream().filter(sample -> !sample.correct()).count();
    return new Figure(
        (int) (LEFT + inRow * CELL_WIDTH),
        (int) (TOP + rows * CELL_HEIGHT + 4),
        title + ": " + samples.size() + " samples, " + wrong + " of them wrong",
        marks);
  }

  private static void cell(List<Mark> marks, Sample sample, double x, double y) {
    double fit = IMAGE / Math.max(sample.picture().width(), sample.picture().height());
    double width = sample.picture().width() * fit;
    double height = sample.picture().height() * fit;
    String said = sample.predicted() + chance(sample.confidence());
    String truth =
        sample.correct()
            ? "correct"
            : "true: " + sample.label() + chance(sample.labelProbability());
    marks.add(
        new Mark.Pixels(
            x + (IMAGE - width) / 2,
            y + (IMAGE - height) / 2,
            width,
            height,
            sample.picture(),
            "predicted " + said + ", " + truth));
    if (sample.correct()) {
      marks.add(new Mark.Frame(x - 0.5, y - 0.5, IMAGE + 1, IMAGE + 1, 2, Ink.GRID, 1));
      caption(marks, x, y + IMAGE + 17, said, Font.BODY, Ink.TEXT);
      caption(marks, x, y + IMAGE + 33, truth, Font.SMALL, Ink.MUTED);
    } else {
      marks.add(new Mark.Frame(x - 2, y - 2, IMAGE + 4, IMAGE + 4, 3, Ink.ORANGE, 3));
      caption(marks, x, y + IMAGE + 17, said, Font.STRONG, Ink.ORANGE);
      caption(marks, x, y + IMAGE + 33, truth, Font.SMALL, Ink.TEXT);
    }
  }

  private static String chance(double probability) {
    return " (" + Numbers.percent(probability, 0) + ")";
  }

  private static void caption(
      List<Mark> marks, double x, double y, String text, Font font, Ink ink) {
    marks.add(
        new Mark.Label(
            x + IMAGE / 2, y, font.fitted(text, CELL_WIDTH - 6), Anchor.MIDDLE, font, ink));
  }
}
