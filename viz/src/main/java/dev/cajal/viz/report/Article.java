package dev.cajal.viz.report;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Picture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Text, tables and figures on one page that needs nothing but itself, like a {@link Report}: no
 * scripts, no connections, and the same bytes from the same data.
 *
 * <pre>{@code
 * Article article =
 *     new Article("Pooling", "A lab of Cajal", "It keeps the largest of each window.", List.of(),
 *         List.of(new Article.Text("Twelve numbers become four."), new Article.Drawing(figure)));
 * article.write(Path.of("pooling.html"));
 * }</pre>
 *
 * @param title the heading
 * @param kicker a line above the title that says what kind of page this is
 * @param lead the one sentence to remember
 * @param tiles the numbers to remember
 * @param blocks what follows, from top to bottom
 */
public record Article(
    String title, String kicker, String lead, List<Fact> tiles, List<Block> blocks) {

  /** Copies the lists. */
  public Article {
    tiles = List.copyOf(tiles);
    blocks = List.copyOf(blocks);
  }

  /** A part of an article. */
  public sealed interface Block {}

  /** A heading; what follows belongs to it. */
  public record Heading(String text) implements Block {}

  /** A paragraph. */
  public record Text(String text) implements Block {}

  /** Lines that stay as they are, such as formulas and commands. */
  public record Listing(String text) implements Block {}

  /** A figure. */
  public record Drawing(Figure figure) implements Block {}

  /** Several figures beside each other where the page is wide enough. */
  public record Row(List<Figure> figures) implements Block {
    /** Copies the figures. */
    public Row {
      figures = List.copyOf(figures);
    }
  }

  /** A picture with a caption. */
  public record Photo(Picture picture, String caption) implements Block {}

  /**
   * A table.
   *
   * @param head the names of the columns; a leading {@code #} marks a column of numbers
   * @param rows as many cells as there are columns
   */
  public record Grid(List<String> head, List<List<String>> rows) implements Block {
    /**
     * Copies the cells.
     *
     * @throws IllegalArgumentException if a row has another number of cells
     */
    public Grid {
      head = List.copyOf(head);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != head.size()) {
          throw new IllegalArgumentException(
              "table: row " + row + " has " + row.size() + " cells for columns " + head);
        }
      }
    }
  }

  /**
   * A table whose rows lead to other pages.
   *
   * @param head the names of the columns; a leading {@code #} marks a column of numbers
   * @param rows as many cells as there are columns, the first of them a link
   */
  public record Contents(List<String> head, List<Entry> rows) implements Block {

    /**
     * A row.
     *
     * @param address relative to the page
     * @param cells what stands in the columns
     */
    public record Entry(String address, List<String> cells) {
      /** Copies the cells. */
      public Entry {
        cells = List.copyOf(cells);
      }
    }

    /**
     * Copies the rows.
     *
     * @throws IllegalArgumentException if a row has another number of cells
     */
    public Contents {
      head = List.copyOf(head);
      rows = List.copyOf(rows);
      for (Entry row : rows) {
        if (row.cells().size() != head.size()) {
          throw new IllegalArgumentException(
              "contents: row "
                  + row.cells()
                  + " has "
                  + row.cells().size()
                  + " cells for columns "
                  + head);
        }
      }
    }
  }

  /** The page as text. */
  public String html() {
    return Page.html(title + " – Cajal", new ArticleWriter(this)::write);
  }

  /**
   * Writes the page so that the file is either the old one or the new one, whole.
   *
   * @throws IOException if the folder cannot be written; the old file is then untouched
   */
  public void write(Path file) throws IOException {
    AtomicFile.write(file, html().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes the page as {@code index.html}, and beside it each figure as SVG and PNG and each
   * picture as PNG into {@code figures}, numbered in the order of the page.
   *
   * @param folder made if it is missing
   * @return the page
   * @throws IOException if the folder cannot be written
   */
  public Path writeFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path page = folder.resolve("index.html");
    write(page);
    Path figures = folder.resolve("figures");
    int count = 0;
    for (Block block : blocks) {
      List<Figure> drawn =
          switch (block) {
            case Drawing drawing -> List.of(drawing.figure());
            case Row row -> row.figures();
            default -> List.of();
          };
      for (Figure figure : drawn) {
        FigureFiles.write(figure, figures, numbered(++count, figure.description()));
      }
      if (block instanceof Photo photo) {
        FigureFiles.write(photo.picture(), figures, numbered(++count, photo.caption()));
      }
    }
    return page;
  }

  private static String numbered(int place, String title) {
    return String.format(Locale.ROOT, "%02d-%s", place, FigureFiles.name(title));
  }
}
