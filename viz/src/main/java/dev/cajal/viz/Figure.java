package dev.cajal.viz;

import java.util.List;

/**
 * A finished drawing: marks in painting order on a page of fixed size.
 *
 * <pre>{@code
 * Figure figure = new Figure(120, 40, "one blue box",
 *     List.of(new Mark.Box(10, 10, 100, 20, 4, Ink.BLUE, 1, "a box")));
 * Files.writeString(path, figure.svg());
 * }</pre>
 *
 * @param width in pixels, positive
 * @param height in pixels, positive
 * @param description one sentence for those who cannot see the figure
 * @param marks painted first to last
 */
public record Figure(int width, int height, String description, List<Mark> marks) {

  /**
   * Copies the marks.
   *
   * @throws IllegalArgumentException if a side is not positive
   */
  public Figure {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException(
          "figure: size is " + width + " x " + height + ", both sides must be positive");
    }
    marks = List.copyOf(marks);
  }

  /** A whole SVG document that follows the light or dark setting of its reader. */
  public String svg() {
    return SvgWriter.document(this);
  }

  /** An SVG element for a page that already has the {@linkplain Theme#css() style sheet}. */
  public String svgElement() {
    return SvgWriter.element(this);
  }

  /**
   * The figure as a PNG file. Text uses the Java runtime's sans-serif font, so unlike {@link #svg}
   * the bytes depend on the fonts of the machine.
   *
   * @param theme its colours
   * @param scale pixels of the file per pixel of the figure, from 1 to 8
   */
  public byte[] png(Theme theme, int scale) {
    return PngPainter.paint(this, theme, scale);
  }
}
