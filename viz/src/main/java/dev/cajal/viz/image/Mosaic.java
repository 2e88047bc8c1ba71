package dev.cajal.viz.image;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many small pictures edge to edge, such as the images of an embedding at the places of a grid. All
 * of them are one picture, so that a thousand stay small.
 *
 * @param title above the mosaic
 * @param note below the title; may be empty
 * @param pictures row by row, all of one size
 * @param columns pictures in a row, at least 1
 */
public record Mosaic(String title, String note, List<Picture> pictures, int columns) {
  private static final double LEFT = 16;
  private static final double WIDTH = 860;

  /**
   * Copies the pictures.
   *
   * @throws IllegalArgumentException if there are none, or of several sizes
   */
  public Mosaic {
    pictures = List.copyOf(pictures);
    long sizes = pictures.stream().map(p -> List.of(p.width(), p.height())).distinct().count();
    if (columns < 1 || sizes != 1) {
      throw new IllegalArgumentException(
          "mosaic '%s': %d pictures of %d sizes in %d columns; one size and a column are needed"
              .formatted(title, pictures.size(), sizes, columns));
    }
  }

  /** Returns all pictures as one; places without a picture are grey. */
  public Picture picture() {
    int width = pictures.getFirst().width();
    int height = pictures.getFirst().height();
    int rows = Math.ceilDiv(pictures.size(), columns);
    int across = Math.multiplyExact(width, columns);
    int[] pixels = new int[Math.multiplyExact(across, rows * height)];
    Arrays.fill(pixels, 0x808080);
    for (int i = 0; i < pictures.size(); i++) {
      int left = i % columns * width;
      int top = Math.floorDiv(i, columns) * height;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          pixels[(top + y) * across + left + x] = pictures.get(i).rgb(x, y);
        }
      }
    }
    return Picture.of(across, rows * height, pixels);
  }

  /** Draws the mosaic. */
  public Figure figure() {
    Picture whole = picture();
    double width = Math.min(WIDTH, 4.0 * whole.width());
    double height = width * whole.height() / whole.width();
    double top = note.isEmpty() ? 36 : 54;
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Label(LEFT, 22, title, Anchor.START, Font.TITLE, Ink.TEXT));
    if (!note.isEmpty()) {
      marks.add(new Mark.Label(LEFT, 42, note, Anchor.START, Font.SMALL, Ink.MUTED));
    }
    marks.add(new Mark.Pixels(LEFT, top, width, height, whole, ""));
    double words = Math.max(Font.TITLE.width(title), Font.SMALL.width(note));
    return new Figure(
        (int) Math.ceil(2 * LEFT + Math.max(width, 1.1 * words)),
        (int) Math.ceil(top + height + 14),
        title + ": " + pictures.size() + " pictures",
        marks);
  }
}
