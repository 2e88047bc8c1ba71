package dev.cajal.viz.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.viz.Figure;
import dev.cajal.viz.Ink;
import dev.cajal.viz.Mark;
import dev.cajal.viz.Picture;
import dev.cajal.viz.Theme;
import dev.cajal.viz.Xml;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SampleGridTest {
  private static final Picture RED = Picture.of(1, 1, new int[] {0xff0000});
  private static final Picture WIDE = Picture.of(4, 2, new int[8]);
  private static final Sample RIGHT = new Sample(RED, "cat", "cat", 0.91, 0.91);
  private static final Sample WRONG = new Sample(RED, "<i>", "dog", 0.8, 0.15);
  private static final Sample WORSE = new Sample(WIDE, "owl", "dog", 0.99, 0.001);

  @Test
  void worstMistakesComeFirst() {
    assertThat(List.of(RIGHT, WRONG, WORSE).stream().sorted(Sample.WORST_FIRST))
        .containsExactly(WORSE, WRONG, RIGHT);
  }

  @Test
  void captionsGivePredictionProbabilityAndTruth() {
    Figure figure = new SampleGrid("Samples", List.of(RIGHT, WRONG), 8).figure();
    assertThat(Xml.parse(figure.svg()).texts("text"))
        .containsExactly(
            "Samples", "cat (91\u00a0%)", "correct", "dog (80\u00a0%)", "true: <i> (15\u00a0%)");
    assertThat(figure.description()).isEqualTo("Samples: 2 samples, 1 of them wrong");
  }

  @Test
  void onlyMistakesHaveAStrongFrame() {
    Figure figure = new SampleGrid("Samples", List.of(RIGHT, WRONG), 8).figure();
    assertThat(figure.marks())
        .filteredOn(Mark.Frame.class::isInstance)
        .extracting(mark -> ((Mark.Frame) mark).ink())
        .containsExactly(Ink.GRID, Ink.ORANGE);
  }

  @Test
  void picturesKeepTheirProportions() {
    Figure figure = new SampleGrid("Samples", List.of(WORSE), 3).figure();
    Mark.Pixels pixels =
        figure.marks().stream()
            .filter(Mark.Pixels.class::isInstance)
            .map(Mark.Pixels.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(pixels.width()).isEqualTo(2 * pixels.height());
  }

  @Test
  void samplesWrapIntoRowsOfPixels() throws IOException {
    Figure figure =
        new SampleGrid("Samples", List.of(RIGHT, RIGHT, RIGHT, WRONG, RIGHT), 2).figure();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.png(Theme.LIGHT, 1)));
    for (int i = 0; i < 6; i++) {
      int expected = i < 5 ? 0xff0000 : Theme.LIGHT.rgb(Ink.PAGE);
      int x = 16 + i % 2 * 122 + 48;
      int y = 36 + i / 2 * 148 + 48;
      assertThat(image.getRGB(x, y) & 0xffffff).isEqualTo(expected);
    }
  }

  @Test
  void noSamplesMakeAnEmptyGrid() {
    Xml.parse(new SampleGrid("Samples", List.of(), 4).figure().svg());
  }
}
