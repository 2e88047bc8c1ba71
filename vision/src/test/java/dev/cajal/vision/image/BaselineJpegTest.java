package dev.cajal.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class BaselineJpegTest {
  private static final long MAX = 1_000_000;

  private final BaselineJpeg baseline = new BaselineJpeg();
  private final PictureDecoder platform = new PictureDecoder();

  @Test
  void everyValueIsThatOfThePlatformsDecoder() throws IOException {
    Random random = new Random(3);
    int[][] samplings = {{1, 1}, {2, 1}, {2, 2}};
    for (int i = 0; i < 120; i++) {
      int width = 1 + random.nextInt(50);
      int height = 1 + random.nextInt(50);
      int[] sampling = samplings[i % 3];
      int restart = random.nextInt(3);
      byte[] file =
          encode(
              image(width, height, BufferedImage.TYPE_INT_RGB, random),
              0.2f + 0.8f * random.nextFloat(),
              sampling,
              restart);
      assertThat(baseline.decode(file, MAX))
          .as("%d x %d, chroma %s, restart %d", width, height, Arrays.toString(sampling), restart)
          .isNotNull()
          .isEqualTo(platform.decode("x", file, "jpeg"));
    }
  }

  @Test
  void greyImagesToo() throws IOException {
    Random random = new Random(4);
    for (int i = 0; i < 30; i++) {
      BufferedImage image =
          image(
              1 + random.nextInt(40), 1 + random.nextInt(40), BufferedImage.TYPE_BYTE_GRAY, random);
      byte[] file = encode(image, 0.8f, null, 0);
      assertThat(baseline.decode(file, MAX)).isEqualTo(platform.decode("x", file, "jpeg"));
    }
  }

  @Test
  void progressiveFilesAreLeftToThePlatform() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam options = writer.getDefaultWriteParam();
    options.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.setOutput(new MemoryCacheImageOutputStream(bytes));
    BufferedImage image = image(20, 20, BufferedImage.TYPE_INT_RGB, new Random(1));
    writer.write(null, new IIOImage(image, null, null), options);
    ((MemoryCacheImageOutputStream) writer.getOutput()).flush();
    assertThat(baseline.decode(bytes.toByteArray(), MAX)).isNull();
    assertThat(platform.decode("x", bytes.toByteArray()).height()).isEqualTo(20);
  }

  @Test
  void largeImagesAreLeftToBeRefused() throws IOException {
    BufferedImage image = image(20, 20, BufferedImage.TYPE_INT_RGB, new Random(1));
    assertThat(baseline.decode(encode(image, 0.5f, null, 0), 399)).isNull();
  }

  @Test
  void truncationAnywhereIsAnError() throws IOException {
    BufferedImage image = image(24, 24, BufferedImage.TYPE_INT_RGB, new Random(1));
    byte[] whole = encode(image, 0.5f, null, 0);
    for (int length = 3; length < whole.length - 4; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> baseline.decode(cut, MAX)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aShortFileCannotClaimALargeImage() throws IOException {
    BufferedImage image = image(8, 8, BufferedImage.TYPE_BYTE_GRAY, new Random(1));
    byte[] file = encode(image, 0.5f, null, 0);
    for (int i = 0; i < file.length - 8; i++) {
      if ((file[i] & 0xff) == 0xff && (file[i + 1] & 0xff) == 0xc0) {
        Arrays.fill(file, i + 5, i + 9, (byte) 0x27);
      }
    }
    assertThatThrownBy(() -> baseline.decode(file, 1_000_000_000))
        .isInstanceOf(IOException.class)
        .hasMessage("the file is too short for its size");
  }

  private static BufferedImage image(int width, int height, int type, Random random) {
    BufferedImage image = new BufferedImage(width, height, type);
    int base = random.nextInt();
    for (int i = 0; i < width * height; i++) {
      int smooth = base + i % width * 0x030201 + i / width * 0x010305;
      image.setRGB(i % width, i / width, random.nextInt(4) == 0 ? random.nextInt() : smooth);
    }
    return image;
  }

  private static byte[] encode(
      BufferedImage image, float quality, int @Nullable [] luma, int restart) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam options = writer.getDefaultWriteParam();
    options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    options.setCompressionQuality(quality);
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), options);
    String format = "javax_imageio_jpeg_image_1.0";
    Node root = metadata.getAsTree(format);
    if (luma != null) {
      IIOMetadataNode first =
          (IIOMetadataNode) ((IIOMetadataNode) root).getElementsByTagName("componentSpec").item(0);
      first.setAttribute("HsamplingFactor", Integer.toString(luma[0]));
      first.setAttribute("VsamplingFactor", Integer.toString(luma[1]));
    }
    if (restart > 0) {
      IIOMetadataNode interval = new IIOMetadataNode("dri");
      interval.setAttribute("interval", Integer.toString(restart));
      NodeList sequence = ((IIOMetadataNode) root).getElementsByTagName("markerSequence");
      sequence.item(0).insertBefore(interval, sequence.item(0).getFirstChild());
    }
    metadata.setFromTree(format, root);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.setOutput(new MemoryCacheImageOutputStream(bytes));
    writer.write(null, new IIOImage(image, null, metadata), options);
    ((MemoryCacheImageOutputStream) writer.getOutput()).flush();
    return bytes.toByteArray();
  }
}
