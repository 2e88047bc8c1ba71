package dev.cajal.viz;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Paints a figure with Java 2D. */
final class PngPainter {
  private final Graphics2D graphics;
  private final Theme theme;

  private PngPainter(Graphics2D graphics, Theme theme) {
    this.graphics = graphics;
    this.theme = theme;
  }

  static byte[] paint(Figure figure, Theme theme, int scale) {
    if (scale < 1 || scale > 8) {
      throw new IllegalArgumentException("figure: png scale is " + scale + ", allowed are 1 to 8");
    }
    BufferedImage image =
        new BufferedImage(
            Math.multiplyExact(figure.width(), scale),
            Math.multiplyExact(figure.height(), scale),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.scale(scale, scale);
      PngPainter painter = new PngPainter(graphics, theme);
      painter.ink(Ink.PAGE);
      graphics.fill(new Rectangle2D.Double(0, 0, figure.width(), figure.height()));
      figure.marks().forEach(painter::paint);
    } finally {
      graphics.dispose();
    }
    return Pngs.encode(image);
  }

  private void paint(Mark mark) {
    switch (mark) {
      case Mark.Curve curve -> draw(path(curve.points()), curve.ink(), curve.width());
      case Mark.Area area -> {
        ink(area.fill(), area.opacity());
        graphics.fill(path(area.points()));
      }
      case Mark.Facet facet -> {
        graphics.setColor(new Color(facet.rgb()));
        graphics.fill(path(facet.points()));
        graphics.setStroke(new BasicStroke(0.5f));
        graphics.draw(path(facet.points()));
      }
      case Mark.Box box -> {
        ink(box.fill(), box.opacity());
        graphics.fill(rounded(box.x(), box.y(), box.width(), box.height(), box.radius()));
      }
      case Mark.Frame frame ->
          draw(
              rounded(frame.x(), frame.y(), frame.width(), frame.height(), frame.radius()),
              frame.ink(),
              frame.stroke());
      case Mark.Disc disc -> {
        ink(disc.fill());
        double side = 2 * disc.radius();
        graphics.fill(
            new Ellipse2D.Double(disc.x() - disc.radius(), disc.y() - disc.radius(), side, side));
      }
      case Mark.Dots dots -> {
        Path2D circles = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double side = 2 * dots.radius();
        for (Point p : dots.points()) {
          circles.append(
              new Ellipse2D.Double(p.x() - dots.radius(), p.y() - dots.radius(), side, side),
              false);
        }
        ink(dots.ink(), dots.opacity());
        graphics.fill(circles);
      }
      case Mark.Label label -> {
        font(label.font(), label.ink());
        double shift = shift(label.text(), label.anchor());
        graphics.drawString(label.text(), (float) (label.x() - shift), (float) label.y());
      }
      case Mark.Upright upright -> {
        font(upright.font(), upright.ink());
        AffineTransform before = graphics.getTransform();
        graphics.translate(upright.x(), upright.y());
        graphics.rotate(-Math.PI / 2);
        graphics.drawString(upright.text(), (float) -shift(upright.text(), upright.anchor()), 0f);
        graphics.setTransform(before);
      }
      case Mark.Pixels pixels -> {
        Picture picture = pixels.picture();
        AffineTransform place = AffineTransform.getTranslateInstance(pixels.x(), pixels.y());
        place.scale(pixels.width() / picture.width(), pixels.height() / picture.height());
        graphics.drawImage(Pngs.image(picture), place, null);
      }
    }
  }

  private void draw(Shape shape, Ink ink, double width) {
    ink(ink);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
  }

  private void ink(Ink ink) {
    ink(ink, 1);
  }

  private void ink(Ink ink, double opacity) {
    int alpha = (int) Math.round(255 * Math.clamp(opacity, 0, 1));
    graphics.setColor(new Color(theme.rgb(ink) | alpha << 24, true));
  }

  private void font(Mark.Font font, Ink ink) {
    ink(ink);
    graphics.setFont(new Font(Font.SANS_SERIF, font.bold() ? Font.BOLD : Font.PLAIN, font.size()));
  }

  private double shift(String text, Mark.Anchor anchor) {
    double width =
        graphics.getFont().getStringBounds(text, graphics.getFontRenderContext()).getWidth();
    return switch (anchor) {
      case START -> 0;
      case MIDDLE -> width / 2;
      case END -> width;
    };
  }

  private static Shape rounded(double x, double y, double width, double height, double radius) {
    return new RoundRectangle2D.Double(x, y, width, height, 2 * radius, 2 * radius);
  }

  private static Path2D path(List<Point> points) {
    Path2D path = new Path2D.Double();
    for (Point point : points) {
      if (path.getCurrentPoint() == null) {
        path.moveTo(point.x(), point.y());
      } else {
        path.lineTo(point.x(), point.y());
      }
    }
    return path;
  }
}
