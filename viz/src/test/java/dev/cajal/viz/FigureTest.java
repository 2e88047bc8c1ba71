package dev.cajal.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.viz.Mark.Anchor;
import dev.cajal.viz.Mark.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FigureTest {
  private static final String HOSTILE = "</text><script>alert(\"1\")</script> & 'x'";

  private static Figure everyMark() {
    Picture picture = Picture.of(2, 1, new int[] {0xff0000, 0x00ff00});
    return new Figure(
        100,
        60,
        HOSTILE,
        List.of(
            new Mark.Box(10, 10, 20, 20, 0, Ink.BLUE, 1, HOSTILE),
            new Mark.Frame(40, 10, 20, 20, 3, Ink.ORANGE, 2),
            new Mark.Disc(80, 20, 5.125, Ink.GREEN, ""),
            new Mark.Dots(List.of(new Point(70, 50), new Point(90, 50)), 3, Ink.GOLD, 1),
            Mark.Curve.line(0, 50, 100, 50, Ink.AXIS, 1),
            new Mark.Area(List.of(new Point(0, 0), new Point(4, 0), new Point(0, 4)), Ink.TEXT),
            new Mark.Label(50, 55, HOSTILE, Anchor.MIDDLE, Font.STRONG, Ink.TEXT),
            new Mark.Upright(5, 30, "up", Anchor.START, Font.SMALL, Ink.MUTED),
            new Mark.Pixels(64, 40, 20, 8, picture, "two pixels")));
  }

  @Test
  void svgIsWellFormedAndEscapesAllText() {
    Xml svg = Xml.parse(everyMark().svg());
    assertThat(svg.attributes("svg", "aria-label")).containsExactly(HOSTILE);
    assertThat(svg.texts("text")).containsExactly(HOSTILE, "up");
    assertThat(svg.texts("title")).containsExactly(HOSTILE, "two pixels");
    assertThat(svg.texts("script")).isEmpty();
  }

  @Test
  void svgFollowsTheReadersTheme() {
    assertThat(everyMark().svg())
        .contains("@media(prefers-color-scheme:dark)")
        .contains("--blue:#0a66ad;")
        .contains("--blue:#5aaef0;");
  }

  @Test
  void elementsForPagesNameNoNamespaceAndNoStyle() {
    String element = everyMark().svgElement();
    Xml.parse(element);
    assertThat(element).doesNotContain("http").doesNotContain("<style");
  }

  @Test
  void lengthsAreWrittenInHundredthsWithAPoint() {
    assertThat(everyMark().svg()).contains("r=\"5.12\"").contains("x=\"10\"");
  }

  @Test
  void sameFigureGivesTheSameBytes() {
    assertThat(everyMark().svg()).isEqualTo(everyMark().svg());
    assertThat(everyMark().png(Theme.LIGHT, 1)).isEqualTo(everyMark().png(Theme.LIGHT, 1));
  }

  @Test
  void pngHasTheColoursOfItsTheme() throws IOException {
    for (Theme theme : Theme.values()) {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(everyMark().png(theme, 2)));
      assertThat(image.getWidth()).isEqualTo(200);
      assertThat(image.getHeight()).isEqualTo(120);
      assertThat(image.getRGB(190, 10) & 0xffffff).isEqualTo(theme.rgb(Ink.PAGE));
      assertThat(image.getRGB(40, 40) & 0xffffff).isEqualTo(theme.rgb(Ink.BLUE));
      assertThat(image.getRGB(160, 40) & 0xffffff).isEqualTo(theme.rgb(Ink.GREEN));
      assertThat(image.getRGB(140, 104) & 0xffffff).isEqualTo(theme.rgb(Ink.GOLD));
      assertThat(image.getRGB(180, 104) & 0xffffff).isEqualTo(theme.rgb(Ink.GOLD));
      assertThat(image.getRGB(135, 90) & 0xffffff).isEqualTo(0xff0000);
      assertThat(image.getRGB(160, 90) & 0xffffff).isEqualTo(0x00ff00);
    }
  }

  @Test
  void manyDotsAreOneShortPath() {
    List<Point> points = List.of(new Point(1, 2), new Point(3.5, 4));
    String svg =
        new Figure(9, 9, "", List.of(new Mark.Dots(points, 1.5, Ink.BLUE, 0.5))).svgElement();
    Xml drawn = Xml.parse(svg);
    assertThat(drawn.attributes("path", "d")).containsExactly("M1 2h0M3.5 4h0");
    assertThat(drawn.attributes("path", "stroke-width")).containsExactly("3");
    assertThat(drawn.attributes("path", "stroke-opacity")).containsExactly("0.5");
  }

  @Test
  void impossibleSizesAreRefused() {
    assertThatThrownBy(() -> new Figure(0, 5, "", List.of()))
        .hasMessage("figure: size is 0 x 5, both sides must be positive");
    assertThatThrownBy(() -> everyMark().png(Theme.LIGHT, 9))
        .hasMessage("figure: png scale is 9, allowed are 1 to 8");
  }

  @Test
  void longTextIsCutToItsRoom() {
    String cut = Font.BODY.fitted("a very long class name", 60);
    assertThat(cut).startsWith("a very").endsWith("…");
    assertThat(Font.BODY.width(cut)).isLessThanOrEqualTo(60);
    assertThat(Font.BODY.fitted("cat", 60)).isEqualTo("cat");
    assertThat(Font.BODY.fitted("😀😀😀", 13)).isEqualTo("…");
  }
}
