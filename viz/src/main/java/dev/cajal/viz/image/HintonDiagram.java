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
 * Weights as squares: the area is the magnitude, the colour the sign, blue for negative and orange
 * for positive (Hinton).
 *
 * @param title above the diagram
 * @param bank the weights; each filter of one channel is a map of its own
 * @param columns maps in a row, at least 1
 */
public record HintonDiagram(String title, FilterBank bank, int columns) {
  private static final double LEFT = 16;
  private static final double TOP = 56;
  private static final double GAP = 14;
  private static final double WIDEST = 1040;
  private static final double LEAST_CELL = 2;

  /**
   * Checks the layout.
   *
   * @throws IllegalArgumentException if a filter has several channels, or there is no column
   */
  public HintonDiagram {
    if (bank.in() != 1 || columns < 1) {
      throw new IllegalArgumentException(
          "hinton diagram of %s: %d channels in %d columns; each map shows one channel"
              .formatted(bank.path(), bank.in(), columns));
    }
  }

  /** Draws the diagram. */
  public Figure figure() {
    int across = Math.min(columns, bank.out());
    double room = ((WIDEST - 2 * LEFT) / across - GAP) / bank.width();
    double cell = Math.clamp(130.0 / Math.max(bank.width(), bank.height()), 4, 24);
    cell = Math.min(cell, Math.max(LEAST_CELL, room));
    double width = cell * bank.width() + GAP;
    double height = cell * bank.height() + GAP + 14;
    int down = Math.ceilDiv(bank.out(), across);
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Label(LEFT, 22, title, Anchor.START, Font.TITLE, Ink.TEXT));
    String key =
        "area: magnitude, largest "
            + Numbers.significant(bank.extreme())
            + "; orange positive, blue negative";
    marks.add(new Mark.Label(LEFT, 42, key, Anchor.START, Font.SMALL, Ink.MUTED));
    for (int map = 0; map < bank.out(); map++) {
      map(marks, map, LEFT + map % across * width, TOP + Math.floorDiv(map, across) * height, cell);
    }
    double least = LEFT + Font.SMALL.width(key);
    return new Figure(
        (int) Math.ceil(Math.max(least, LEFT + across * width) + LEFT),
        (int) Math.ceil(TOP + down * height + 4),
        title + ": " + bank.out() + " maps of weights",
        marks);
  }

  private void map(List<Mark> marks, int map, double left, double top, double cell) {
    double width = cell * bank.width();
    double height = cell * bank.height();
    marks.add(new Mark.Box(left, top, width, height, 0, Ink.PANEL, 1, ""));
    double scale = bank.extreme() == 0 ? 1 : bank.extreme();
    for (int y = 0; y < bank.height(); y++) {
      for (int x = 0; x < bank.width(); x++) {
        float weight = bank.weight(map, 0, y, x);
        double side = cell * Math.sqrt(Math.abs(weight) / scale);
        if (side >= 0.25) {
          double middleX = left + (x + 0.5) * cell;
          double middleY = top + (y + 0.5) * cell;
          Ink ink = weight < 0 ? Ink.BLUE : Ink.ORANGE;
          marks.add(
              new Mark.Box(middleX - side / 2, middleY - side / 2, side, side, 0, ink, 1, ""));
        }
      }
    }
    String name = Integer.toString(map);
    marks.add(
        new Mark.Label(
            left + width / 2, top + height + 13, name, Anchor.MIDDLE, Font.SMALL, Ink.MUTED));
  }
}
