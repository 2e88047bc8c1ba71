package dev.cajal.viz.image;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import dev.cajal.viz.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * Small pictures in rows, each with a caption below it, each row with a name at its left: the maps
 * of a layer, the patches that units answer to, filters by rank.
 *
 * <pre>{@code
 * TileSheet sheet = TileSheet.grid("conv1", "light is large", tiles, 8);
 * Files.writeString(path, sheet.figure().svg());
 * }</pre>
 *
 * @param title above the sheet
 * @param note below the title: what colours mean; may be empty
 * @param rows from top to bottom, at least one
 * @param size the longer side of the largest tile, in pixels; the others are to scale
 */
public record TileSheet(String title, String note, List<Row> rows, double size) {
  private static final double LEFT = 16;
  private static final double GAP = 10;
  private static final double CAPTION = 16;

  /**
   * One row.
   *
   * @param name at its left; may be empty
   */
  public record Row(String name, List<Tile> tiles) {
    /** Copies the tiles. */
    public Row {
      tiles = List.copyOf(tiles);
    }
  }

  /**
   * One picture.
   *
   * @param caption below it, and what browsers show when the pointer rests on it; may be empty
   */
  public record Tile(Picture picture, String caption) {}

  /**
   * Copies the rows.
   *
   * @throws IllegalArgumentException if there are no tiles, or the size is not positive
   */
  public TileSheet {
    rows = List.copyOf(rows);
    if (!(size > 0) || rows.stream().allMatch(row -> row.tiles().isEmpty())) {
      throw new IllegalArgumentException(
          "tile sheet '%s': %d rows of tiles of size %s; at least one tile is needed"
              .formatted(title, rows.size(), size));
    }
  }

  /**
   * Returns a sheet whose rows have no names.
   *
   * @param columns tiles in a row, at least 1
   * @param size the longer side of a tile, in pixels
   */
  public static TileSheet grid(
      String title, String note, List<Tile> tiles, int columns, double size) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < tiles.size(); i += columns) {
      rows.add(new Row("", tiles.subList(i, Math.min(tiles.size(), i + columns))));
    }
    return new TileSheet(title, note, rows, size);
  }

  /** Draws the sheet. */
  public Figure figure() {
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Label(LEFT, 22, title, Anchor.START, Font.TITLE, Ink.TEXT));
    if (!note.isEmpty()) {
      marks.add(new Mark.Label(LEFT, 42, note, Anchor.START, Font.SMALL, Ink.MUTED));
    }
    double scale = size / largest();
    double names = rows.stream().mapToDouble(row -> Font.BODY.width(row.name())).max().orElse(0);
    double left = LEFT + (names == 0 ? 0 : names + GAP);
    double cell = Math.max(width() * scale, captions()) + GAP;
    double y = note.isEmpty() ? 36 : 56;
    int most = 0;
    for (Row row : rows) {
      double height =
          scale * row.tiles().stream().mapToInt(t -> t.picture().height()).max().orElse(0);
      if (!row.name().isEmpty()) {
        marks.add(
            new Mark.Label(
                LEFT, y + height / 2 + 4, row.name(), Anchor.START, Font.BODY, Ink.TEXT));
      }
      boolean captioned = false;
      for (int i = 0; i < row.tiles().size(); i++) {
        Tile tile = row.tiles().get(i);
        draw(marks, tile, left + i * cell, y, cell - GAP, scale);
        captioned |= !tile.caption().isEmpty();
      }
      y += height + GAP + (captioned ? CAPTION : 0);
      most = Math.max(most, row.tiles().size());
    }
    double width =
        Math.max(
            left + most * cell - GAP,
            // Some fonts are wider than the estimate.
            LEFT + 1.1 * Math.max(Font.TITLE.width(title), Font.SMALL.width(note)));
    int tiles = rows.stream().mapToInt(row -> row.tiles().size()).sum();
    return new Figure(
        (int) Math.ceil(width + LEFT),
        (int) Math.ceil(y),
        title + ": " + tiles + " pictures",
        marks);
  }

  private static void draw(
      List<Mark> marks, Tile tile, double x, double y, double room, double scale) {
    double width = scale * tile.picture().width();
    double height = scale * tile.picture().height();
    marks.add(new Mark.Pixels(x, y, width, height, tile.picture(), tile.caption()));
    marks.add(new Mark.Frame(x - 0.5, y - 0.5, width + 1, height + 1, 0, Ink.GRID, 1));
    if (!tile.caption().isEmpty()) {
      String text = Font.SMALL.fitted(tile.caption(), room + GAP - 2);
      marks.add(
          new Mark.Label(
              x + width / 2, y + height + 12, text, Anchor.MIDDLE, Font.SMALL, Ink.MUTED));
    }
  }

  private double captions() {
    return rows.stream()
        .flatMap(row -> row.tiles().stream())
        .mapToDouble(tile -> Font.SMALL.width(tile.caption()))
        .max()
        .orElse(0);
  }

  private int width() {
    return rows.stream()
        .flatMap(row -> row.tiles().stream())
        .mapToInt(tile -> tile.picture().width())
        .max()
        .orElse(1);
  }

  private int largest() {
    return rows.stream()
        .flatMap(row -> row.tiles().stream())
        .mapToInt(tile -> Math.max(tile.picture().width(), tile.picture().height()))
        .max()
        .orElse(1);
  }
}
