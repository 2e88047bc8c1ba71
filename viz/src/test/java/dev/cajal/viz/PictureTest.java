package dev.cajal.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureTest {
  @Test
  void greyPlanesSpanBlackToWhite() {
    Picture picture = Picture.ofPlanes(new float[] {-1, 0, 1, 5}, 1, 2, 2, -1, 1);
    assertThat(picture.rgb(0, 0)).isEqualTo(0x000000);
    assertThat(picture.rgb(1, 0)).isEqualTo(0x808080);
    assertThat(picture.rgb(0, 1)).isEqualTo(0xffffff);
    assertThat(picture.rgb(1, 1)).isEqualTo(0xffffff);
  }

  @Test
  void colourPlanesAreRedGreenBlue() {
    float[] planes = {1, 0, 0, 1, 0, 0}; // two pixels: red, green
    Picture picture = Picture.ofPlanes(planes, 3, 1, 2, 0, 1);
    assertThat(picture.rgb(0, 0)).isEqualTo(0xff0000);
    assertThat(picture.rgb(1, 0)).isEqualTo(0x00ff00);
  }

  @Test
  void pngHoldsTheVeryPixels() throws IOException {
    Random random = new Random(7);
    int[] grey = new int[35];
    int[] colour = new int[35];
    for (int i = 0; i < 35; i++) {
      grey[i] = random.nextInt(256) * 0x010101;
      colour[i] = random.nextInt(1 << 24);
    }
    for (int[] pixels : new int[][] {grey, colour}) {
      Picture picture = Picture.of(5, 7, pixels);
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture.png()));
      for (int y = 0; y < 7; y++) {
        for (int x = 0; x < 5; x++) {
          int shown = 0;
          for (int band = 0; band < 3; band++) {
            int from = read.getRaster().getNumBands() == 1 ? 0 : band;
            shown = shown << 8 | read.getRaster().getSample(x, y, from);
          }
          assertThat(shown).isEqualTo(pixels[y * 5 + x]);
        }
      }
    }
  }

  @Test
  void veilsLetThePageShowThrough() throws IOException {
    int[] argb = {0x40ff8000, 0x000000ff};
    Picture veil = Picture.veil(2, 1, argb);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(veil.png()));
    assertThat(new int[] {read.getRGB(0, 0), read.getRGB(1, 0)}).containsExactly(argb);
    assertThat(veil.rgb(0, 0)).isEqualTo(0xff8000);
    assertThat(veil.enlarged(2))
        .isEqualTo(
            Picture.veil(
                4,
                2,
                new int[] {
                  argb[0], argb[0], argb[1], argb[1], argb[0], argb[0], argb[1], argb[1]
                }));
    assertThat(veil).isNotEqualTo(Picture.of(2, 1, new int[] {0xff8000, 0x0000ff}));
  }

  @Test
  void enlargingRepeatsPixels() {
    Picture large = Picture.of(2, 1, new int[] {1, 2}).enlarged(3);
    assertThat(large)
        .isEqualTo(
            Picture.of(6, 3, new int[] {1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2}));
  }

  @Test
  void sizesThatDoNotFitAreNamed() {
    assertThatThrownBy(() -> Picture.of(2, 2, new int[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("picture: 2 x 2 pixels of 1 values do not fit an array of length 3");
    assertThatThrownBy(() -> Picture.ofPlanes(new float[8], 2, 2, 2, 0, 1))
        .hasMessage("picture: has 2 channels, 1 (grey) or 3 (RGB) can be shown");
  }
}
