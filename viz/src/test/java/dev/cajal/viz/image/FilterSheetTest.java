package dev.cajal.viz.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.viz.Picture;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FilterSheetTest {
  private static final int LARGEST = 12;
  private static final int GAP = 2;

  /** The colour in the middle of a weight that is enlarged twelve times. */
  private static int at(Picture sheet, int side, int column, int row, int x, int y) {
    int tile = side * LARGEST + GAP;
    return sheet.rgb(
        column * tile + GAP + x * LARGEST + LARGEST / 2,
        row * tile + GAP + y * LARGEST + LARGEST / 2);
  }

  @Test
  void weightsOfOneChannelDivergeFromWhite() {
    float[] weights = {-2, 0, 0, 2, 1, 1, Float.NaN, -1};
    Picture sheet = new FilterSheet(FilterBank.of("w", 2, 1, 2, 2, weights)).picture();
    assertThat(sheet.width()).isEqualTo(2 * (2 * LARGEST + GAP) + GAP);
    assertThat(sheet.height()).isEqualTo(2 * LARGEST + 2 * GAP);
    assertThat(at(sheet, 2, 0, 0, 0, 0)).isEqualTo(Diverging.rgb(-1));
    assertThat(at(sheet, 2, 0, 0, 1, 0)).isEqualTo(0xffffff);
    assertThat(at(sheet, 2, 0, 0, 1, 1)).isEqualTo(Diverging.rgb(1));
    assertThat(at(sheet, 2, 1, 0, 0, 0)).isEqualTo(Diverging.rgb(0.5));
    assertThat(at(sheet, 2, 1, 0, 0, 1)).isEqualTo(0x808080);
    assertThat(at(sheet, 2, 1, 0, 1, 1)).isEqualTo(Diverging.rgb(-0.5));
  }

  @Test
  void weightsOfThreeChannelsAreRgbWithGreyForZero() {
    float[] weights = {1, 0, /* green */ 0, 0, /* blue */ -1, 0.5f};
    Picture sheet = new FilterSheet(FilterBank.of("w", 1, 3, 1, 2, weights)).picture();
    int y = GAP + LARGEST / 2;
    assertThat(sheet.rgb(GAP + LARGEST / 2, y)).isEqualTo(0xff8000);
    assertThat(sheet.rgb(GAP + LARGEST + LARGEST / 2, y)).isEqualTo(0x8080bf);
  }

  @Test
  void otherBanksHaveAColumnForEachFilterAndARowForEachChannel() {
    Random random = new Random(11);
    float[] weights = new float[4 * 2 * 9];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextFloat(-1, 1);
    }
    FilterBank bank = FilterBank.of("conv2.weight", 4, 2, 3, 3, weights);
    Picture sheet = new FilterSheet(bank).picture();
    for (int filter = 0; filter < 4; filter++) {
      for (int channel = 0; channel < 2; channel++) {
        for (int i = 0; i < 9; i++) {
          float weight = bank.weight(filter, channel, i / 3, i % 3);
          assertThat(at(sheet, 3, filter, channel, i % 3, i / 3))
              .isEqualTo(Diverging.rgb(weight / (double) bank.extreme()));
        }
      }
    }
  }

  @Test
  void largeBanksAreCutAndTheCaptionSaysSo() {
    FilterBank large = FilterBank.of("w", 512, 256, 3, 3, new float[512 * 256 * 9]);
    FilterSheet sheet = new FilterSheet(large);
    assertThat(sheet.picture().width()).isLessThan(700);
    assertThat(sheet.caption())
        .startsWith("512 × 256 × 3 × 3; ")
        .contains("first 32 of 512 filters")
        .contains("first 16 of 256 channels");
  }

  @Test
  void manyFiltersFillRows() {
    Picture sheet =
        new FilterSheet(FilterBank.of("w", 64, 3, 11, 11, new float[64 * 363])).picture();
    assertThat(sheet.width() / (double) sheet.height()).isBetween(1.0, 5.0);
    assertThat(sheet.rgb(sheet.width() - 5, sheet.height() - 5)).isEqualTo(0x808080);
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    assertThatThrownBy(() -> FilterBank.of("conv1.weight", 6, 1, 5, 5, new float[149]))
        .hasMessage("filters of conv1.weight: shape [6, 1, 5, 5] does not fit 149 weights");
  }

  @Test
  void colourMapIsStrongestAtTheEndsAndClamps() {
    assertThat(Diverging.rgb(-7)).isEqualTo(Diverging.rgb(-1)).isEqualTo(0x083d77);
    assertThat(Diverging.rgb(7)).isEqualTo(Diverging.rgb(1)).isEqualTo(0x7a3300);
    assertThat(Diverging.rgb(0)).isEqualTo(0xffffff);
    assertThat(Diverging.rgb(-0.0)).isEqualTo(0xffffff);
  }
}
