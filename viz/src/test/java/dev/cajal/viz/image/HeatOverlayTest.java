package dev.cajal.viz.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cajal.viz.Picture;
import org.junit.jupiter.api.Test;

class HeatOverlayTest {
  private static final Picture IMAGE =
      Picture.of(2, 2, new int[] {0xffffff, 0xffffff, 0x000000, 0x0000ff});

  @Test
  void zeroLeavesTheImageInDimGrey() {
    Picture shown = HeatOverlay.of(IMAGE, 0, 0, 0, 0);
    assertThat(shown.rgb(0, 0)).isEqualTo(0xb1b1b1);
    assertThat(shown.rgb(0, 1)).isEqualTo(0x181818);
    assertThat(shown.rgb(1, 1) >> 16).isEqualTo(shown.rgb(1, 1) & 0xff);
  }

  @Test
  void signsHaveTheirColoursAndTheLargestIsStrongest() {
    Picture shown = HeatOverlay.of(IMAGE, 2, -2, 0.5f, Float.NaN);
    assertThat(red(shown.rgb(0, 0))).isGreaterThan(blue(shown.rgb(0, 0)) + 80);
    assertThat(blue(shown.rgb(1, 0))).isGreaterThan(red(shown.rgb(1, 0)) + 80);
    int weak = shown.rgb(0, 1);
    assertThat(red(weak) - blue(weak)).isBetween(10, 160);
    assertThat(shown.rgb(1, 1)).isEqualTo(HeatOverlay.of(IMAGE, 0, 0, 0, 0).rgb(1, 1));
  }

  @Test
  void aMapOfAnotherSizeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeatOverlay.of(IMAGE, 1, 2, 3))
        .withMessage("overlay: 3 numbers for 2 x 2 pixels");
  }

  private static int red(int rgb) {
    return rgb >> 16;
  }

  private static int blue(int rgb) {
    return rgb & 0xff;
  }
}
