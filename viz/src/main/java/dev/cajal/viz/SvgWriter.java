package dev.cajal.viz;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.List;

/** Writes a figure as SVG; colours are classes, so that one text serves both themes. */
final class SvgWriter {
  private static final String NAMESPACE = " xmlns=\"http://www.w3.org/2000/svg\"";
  private final StringBuilder out = new StringBuilder();

  private SvgWriter() {}

  static String document(Figure figure) {
    SvgWriter writer = new SvgWriter();
    writer.open(figure, NAMESPACE);
    writer.out.append("<style>").append(Theme.css()).append("</style>\n");
    writer.out.append("<rect width=\"100%\" height=\"100%\" class=\"f-page\"/>\n");
    writer.marks(figure.marks());
    return writer.out.append("</svg>\n").toString();
  }

  static String element(Figure figure) {
    SvgWriter writer = new SvgWriter();
    writer.open(figure, "");
    writer.marks(figure.marks());
    return writer.out.append("</svg>\n").toString();
  }

  private void open(Figure figure, String namespace) {
    out.append("<svg").append(namespace);
    number("width", figure.width());
    number("height", figure.height());
    attribute("viewBox", "0 0 " + figure.width() + " " + figure.height());
    attribute("role", "img");
    attribute("aria-label", figure.description());
    out.append(">\n");
  }

  private void marks(List<Mark> marks) {
    boolean facets = false;
    for (Mark mark : marks) {
      if (facets != mark instanceof Mark.Facet) {
        facets = !facets;
        // A line in its own colour covers the hair between neighbours.
        out.append(facets ? "<g stroke-width=\"0.5\">\n" : "</g>\n");
      }
      write(mark);
      out.append('\n');
    }
    out.append(facets ? "</g>\n" : "");
  }

  private void write(Mark mark) {
    switch (mark) {
      case Mark.Curve curve -> {
        out.append("<polyline fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\"");
        attribute("class", "s-" + curve.ink().css());
        number("stroke-width", curve.width());
        points(curve.points());
        out.append("/>");
      }
      case Mark.Area area -> {
        out.append("<polygon");
        attribute("class", "f-" + area.fill().css());
        optional("fill-opacity", area.opacity(), 1);
        points(area.points());
        out.append("/>");
      }
      case Mark.Facet facet -> {
        String colour = "#" + HexFormat.of().toHexDigits(facet.rgb(), 6);
        out.append("<polygon");
        attribute("fill", colour);
        attribute("stroke", colour);
        points(facet.points());
        close("polygon", facet.tip());
      }
      case Mark.Box box -> {
        out.append("<rect");
        attribute("class", "f-" + box.fill().css());
        rectangle(box.x(), box.y(), box.width(), box.height());
        optional("rx", box.radius(), 0);
        optional("fill-opacity", box.opacity(), 1);
        close("rect", box.tip());
      }
      case Mark.Frame frame -> {
        out.append("<rect fill=\"none\"");
        attribute("class", "s-" + frame.ink().css());
        number("stroke-width", frame.stroke());
        rectangle(frame.x(), frame.y(), frame.width(), frame.height());
        optional("rx", frame.radius(), 0);
        out.append("/>");
      }
      case Mark.Disc disc -> {
        out.append("<circle");
        attribute("class", "f-" + disc.fill().css());
        number("cx", disc.x());
        number("cy", disc.y());
        number("r", disc.radius());
        close("circle", disc.tip());
      }
      case Mark.Dots dots -> {
        // Lines of no length with round ends: a tenth of the bytes of circles.
        out.append("<path fill=\"none\" stroke-linecap=\"round\"");
        attribute("class", "s-" + dots.ink().css());
        number("stroke-width", 2 * dots.radius());
        optional("stroke-opacity", dots.opacity(), 1);
        out.append(" d=\"");
        for (Point point : dots.points()) {
          out.append('M').append(round(point.x())).append(' ').append(round(point.y()));
          out.append("h0");
        }
        out.append("\"/>");
      }
      case Mark.Label label -> {
        out.append("<text");
        number("x", label.x());
        number("y", label.y());
        anchor(label.anchor());
        text(label.text(), label.font(), label.ink());
      }
      case Mark.Upright upright -> {
        out.append("<text");
        anchor(upright.anchor());
        attribute(
            "transform",
            "translate(" + round(upright.x()) + " " + round(upright.y()) + ") rotate(-90)");
        text(upright.text(), upright.font(), upright.ink());
      }
      case Mark.Pixels pixels -> {
        out.append("<image preserveAspectRatio=\"none\"");
        rectangle(pixels.x(), pixels.y(), pixels.width(), pixels.height());
        attribute("href", pixels.picture().dataUri());
        close("image", pixels.tip());
      }
    }
  }

  private void anchor(Mark.Anchor anchor) {
    switch (anchor) {
      case START -> {}
      case MIDDLE -> attribute("text-anchor", "middle");
      case END -> attribute("text-anchor", "end");
    }
  }

  private void text(String text, Mark.Font font, Ink ink) {
    attribute("class", "f-" + ink.css());
    number("font-size", font.size());
    if (font.bold()) {
      attribute("font-weight", "600");
    }
    out.append('>').append(Markup.escape(text)).append("</text>");
  }

  private void close(String tag, String tip) {
    if (tip.isEmpty()) {
      out.append("/>");
    } else {
      out.append("><title>").append(Markup.escape(tip)).append("</title></").append(tag);
      out.append('>');
    }
  }

  private void points(List<Point> points) {
    out.append(" points=\"");
    for (int i = 0; i < points.size(); i++) {
      out.append(i == 0 ? "" : " ").append(round(points.get(i).x())).append(',');
      out.append(round(points.get(i).y()));
    }
    out.append('"');
  }

  private void rectangle(double x, double y, double width, double height) {
    number("x", x);
    number("y", y);
    number("width", width);
    number("height", height);
  }

  private void optional(String name, double value, double standard) {
    if (value != standard) {
      number(name, value);
    }
  }

  private void number(String name, double value) {
    out.append(' ').append(name).append("=\"").append(round(value)).append('"');
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(Markup.escape(value)).append('"');
  }

  /** Hundredths of a pixel, without trailing zeros and in every locale the same. */
  private static String round(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
