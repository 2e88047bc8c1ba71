package dev.cajal.viz;

import java.util.List;

/**
 * One thing drawn on a {@link Figure}. Lengths are in pixels, y grows downwards. A {@code tip} is
 * shown by browsers when the pointer rests on the mark; empty means none.
 */
public sealed interface Mark {

  /** Where a label's text lies relative to its x. */
  enum Anchor {
    /** The text begins at x. */
    START,
    /** The text is centred on x. */
    MIDDLE,
    /** The text ends at x. */
    END
  }

  /** How a label is set. */
  enum Font {
    /** Heading of a figure: 14 px, bold. */
    TITLE(14, true),
    /** Emphasised text: 12 px, bold. */
    STRONG(12, true),
    /** Running text: 12 px. */
    BODY(12, false),
    /** Ticks and captions: 11 px. */
    SMALL(11, false);

    private final int size;
    private final boolean bold;

    Font(int size, boolean bold) {
      this.size = size;
      this.bold = bold;
    }

    /** Height of the type in pixels. */
    public int size() {
      return size;
    }

    /** Whether the type is bold. */
    public boolean bold() {
      return bold;
    }

    /**
     * A generous estimate of a text's width in pixels. It asks no font, so that a layout does not
     * depend on what a machine has installed.
     */
    public double width(String text) {
      double em = 0;
      for (int i = 0; i < text.length(); i++) {
        em += advance(text.charAt(i));
      }
      return em * size * (bold ? 1.06 : 1);
    }

    /** The text, its end replaced by an ellipsis where it would be wider than {@code room}. */
    public String fitted(String text, double room) {
      if (width(text) <= room) {
        return text;
      }
      int end = text.length();
      do {
        end = end == 0 ? 0 : text.offsetByCodePoints(end, -1);
      } while (end > 0 && width(text.substring(0, end)) + width("…") > room);
      return text.substring(0, end).stripTrailing() + "…";
    }

    private static double advance(char c) {
      if (c >= 0x2e80) {
        return 1.0; // ideographs fill their square
      }
      return switch (c) {
        case 'i', 'j', 'l', '.', ',', ':', ';', '|', '\'', ' ', '!' -> 0.32;
        case 'f', 'r', 't', '(', ')', '[', ']', '-', '/' -> 0.4;
        case 'm', 'w', 'M', 'W', '%', '@' -> 0.92;
        default -> Character.isUpperCase(c) ? 0.7 : 0.6;
      };
    }
  }

  /** An open line through points. */
  record Curve(List<Point> points, Ink ink, double width) implements Mark {
    /** Copies the points. */
    public Curve {
      points = List.copyOf(points);
    }

    /** A straight line. */
    public static Curve line(double x1, double y1, double x2, double y2, Ink ink, double width) {
      return new Curve(List.of(new Point(x1, y1), new Point(x2, y2)), ink, width);
    }
  }

  /**
   * A filled polygon.
   *
   * @param opacity from 0 to 1
   */
  record Area(List<Point> points, Ink fill, double opacity) implements Mark {
    /** Copies the points. */
    public Area {
      points = List.copyOf(points);
    }

    /** An opaque polygon. */
    public Area(List<Point> points, Ink fill) {
      this(points, fill, 1);
    }
  }

  /**
   * A polygon in the colour of a datum, the same in both themes, such as a facet of a surface.
   *
   * @param rgb {@code 0xRRGGBB}
   */
  record Facet(List<Point> points, int rgb, String tip) implements Mark {
    /** Copies the points. */
    public Facet {
      points = List.copyOf(points);
    }
  }

  /**
   * A filled rectangle.
   *
   * @param radius of its corners
   * @param opacity from 0 to 1
   */
  record Box(
      double x,
      double y,
      double width,
      double height,
      double radius,
      Ink fill,
      double opacity,
      String tip)
      implements Mark {}

  /**
   * The outline of a rectangle.
   *
   * @param radius of its corners
   * @param stroke width of the line
   */
  record Frame(
      double x, double y, double width, double height, double radius, Ink ink, double stroke)
      implements Mark {}

  /** A filled circle. */
  record Disc(double x, double y, double radius, Ink fill, String tip) implements Mark {}

  /**
   * Many filled circles alike; where they overlap they do not darken each other.
   *
   * @param opacity from 0 to 1
   */
  record Dots(List<Point> points, double radius, Ink ink, double opacity) implements Mark {
    /** Copies the points. */
    public Dots {
      points = List.copyOf(points);
    }
  }

  /** One line of text; y is its baseline. */
  record Label(double x, double y, String text, Anchor anchor, Font font, Ink ink)
      implements Mark {}

  /** One line of text that reads upwards; x is its baseline, the anchor counts from y upwards. */
  record Upright(double x, double y, String text, Anchor anchor, Font font, Ink ink)
      implements Mark {}

  /** Pixels, scaled to a rectangle without smoothing. */
  record Pixels(double x, double y, double width, double height, Picture picture, String tip)
      implements Mark {}
}
