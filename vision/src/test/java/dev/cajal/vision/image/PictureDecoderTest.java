package dev.cajal.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.format.FormatException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureDecoderTest {
  private final PictureDecoder decoder = new PictureDecoder();

  @Test
  void losslessFormatsKeepEveryValue() throws IOException {
    BufferedImage image = noise(BufferedImage.TYPE_INT_RGB);
    for (String format : new String[] {"png", "bmp"}) {
      Picture picture = decoder.decode("x", encode(image, format));
      assertThat(picture.shape()).isEqualTo(Shape.of(3, 5, 7));
      for (int y = 0; y < 5; y++) {
        for (int x = 0; x < 7; x++) {
          int rgb = image.getRGB(x, y);
          assertThat(picture.value(0, y, x)).isEqualTo(rgb >> 16 & 0xff);
          assertThat(picture.value(1, y, x)).isEqualTo(rgb >> 8 & 0xff);
          assertThat(picture.value(2, y, x)).isEqualTo(rgb & 0xff);
        }
      }
    }
  }

  @Test
  void greyPicturesHaveOneChannelAndKeepTheirValues() throws IOException {
    BufferedImage image = new BufferedImage(7, 5, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(3, 2, 0, 77);
    Picture picture = decoder.decode("x", encode(image, "png"));
    assertThat(picture.shape()).isEqualTo(Shape.of(1, 5, 7));
    assertThat(picture.value(0, 2, 3)).isEqualTo(77);
    BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(1, 0, 0, 0x8080);
    assertThat(decoder.decode("x", encode(deep, "png")).value(0, 0, 1)).isEqualTo(0x80);
  }

  @Test
  void transparentPixelsAreLaidOnWhite() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(1, 0, 0xff102030);
    Picture picture = decoder.decode("x", encode(image, "png"));
    assertThat(picture.value(0, 0, 0)).isEqualTo(255);
    assertThat(picture.value(0, 0, 1)).isEqualTo(0x10);
  }

  @Test
  void gifIsRead() throws IOException {
    String red = "47494638396101000100800000ff00000000002c00000000010001000002024401003b";
    Picture picture = decoder.decode("x", HexFormat.of().parseHex(red));
    assertThat(picture).isEqualTo(new Picture(3, 1, 1, new byte[] {(byte) 255, 0, 0}));
  }

  @Test
  void jpegOfSmoothColoursIsClose() throws IOException {
    BufferedImage image = new BufferedImage(33, 17, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 17; y++) {
      for (int x = 0; x < 33; x++) {
        image.setRGB(x, y, (x * 7) << 16 | (y * 15) << 8 | 90);
      }
    }
    Picture picture = decoder.decode("x", encode(image, "jpg"));
    assertThat(picture.shape()).isEqualTo(Shape.of(3, 17, 33));
    for (int y = 0; y < 17; y++) {
      for (int x = 0; x < 33; x++) {
        assertThat(picture.value(0, y, x)).isCloseTo(x * 7, within(12));
        assertThat(picture.value(1, y, x)).isCloseTo(y * 15, within(12));
        assertThat(picture.value(2, y, x)).isCloseTo(90, within(12));
      }
    }
  }

  @Test
  void otherFilesAreRefused() {
    assertThatThrownBy(() -> decoder.decode("a.jpg", "hello".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(FormatException.class)
        .hasMessage("a.jpg: not an image; JPEG, PNG, BMP and GIF are read (at byte 0)");
    assertThatThrownBy(() -> decoder.decode("a.jpg", new byte[0]))
        .isInstanceOf(FormatException.class);
  }

  @Test
  void theSizeIsCheckedBeforeDecoding() throws IOException {
    byte[] png = encode(noise(BufferedImage.TYPE_INT_RGB), "png");
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, 20_000).putInt(20, 20_000);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    header.putInt(29, (int) crc.getValue());
    assertThatThrownBy(() -> decoder.decode("bomb.png", png))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "bomb.png: the image is 20000 x 20000, more than the 100000000 pixels allowed"
                + " (at byte 0)");
    byte[] small = encode(noise(BufferedImage.TYPE_INT_RGB), "png");
    assertThatThrownBy(() -> new PictureDecoder(34).decode("x", small))
        .hasMessageContaining("more than the 34 pixels allowed");
  }

  @Test
  void truncatedPicturesAreRefusedInOneLine() throws IOException {
    BufferedImage image = noise(BufferedImage.TYPE_INT_RGB);
    for (String format : new String[] {"png", "jpg", "gif"}) {
      byte[] whole = encode(image, format);
      byte[] cut = Arrays.copyOf(whole, whole.length / 2);
      assertThatThrownBy(() -> decoder.decode("cut", cut))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("is damaged or truncated")
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void anyBytesAreDecodedOrRefused() throws IOException {
    Random random = new Random(5);
    for (String format : new String[] {"png", "jpg", "gif", "bmp"}) {
      byte[] valid = encode(noise(BufferedImage.TYPE_INT_RGB), format);
      for (int i = 0; i < 300; i++) {
        byte[] bytes = Arrays.copyOf(valid, valid.length - random.nextInt(4) * random.nextInt(20));
        for (int k = random.nextInt(4); k >= 0; k--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        try {
          assertThat(new PictureDecoder(1 << 20).decode("fuzzed", bytes).height()).isPositive();
        } catch (FormatException e) {
          assertThat(e.getMessage()).startsWith("fuzzed: ").doesNotContain("\n");
        }
      }
    }
  }

  @Test
  void picturesChangeColourAndSize() {
    Picture picture = new Picture(3, 1, 2, new byte[] {100, 0, (byte) 200, 0, 50, 0});
    Picture grey = picture.withChannels(1);
    assertThat(grey.value(0, 0, 0)).isEqualTo((299 * 100 + 587 * 200 + 114 * 50 + 500) / 1000);
    assertThat(grey.withChannels(3).value(2, 0, 0)).isEqualTo(grey.value(0, 0, 0));
    assertThat(picture.resized(4, 8).shape()).isEqualTo(Shape.of(3, 4, 8));
    assertThat(picture.toSample(Shape.of(3, 1, 2))[2]).isEqualTo(200 / 255f);
    assertThat(picture.toSample(Shape.of(1, 28, 28))).hasSize(784);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> picture.toSample(Shape.of(784)))
        .withMessageContaining("cannot become a sample [784]");
    assertThatIllegalArgumentException().isThrownBy(() -> new Picture(2, 1, 1, new byte[2]));
  }

  private static BufferedImage noise(int type) {
    BufferedImage image = new BufferedImage(7, 5, type);
    Random random = new Random(1);
    for (int i = 0; i < 35; i++) {
      image.setRGB(i % 7, i / 7, random.nextInt());
    }
    return image;
  }

  static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }
}
