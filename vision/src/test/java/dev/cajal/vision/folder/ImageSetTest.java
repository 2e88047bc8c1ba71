package dev.cajal.vision.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.format.FormatException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetTest {
  @TempDir Path folder;

  @Test
  void foldersNameTheClassesAndTheParts() throws IOException {
    write("train/dog/1.png", 8, 6, 0x102030);
    write("train/cat/2.png", 8, 6, 0x405060);
    write("train/cat/1.PNG", 8, 6, 0x708090);
    write("test/dog/1.png", 8, 6, 0xa0b0c0);
    Files.writeString(folder.resolve("train/README.txt"), "not an image");
    assertThat(ImageFolder.isIn(folder)).isTrue();
    DataSource source = ImageFolder.open(folder, ImageOptions.AS_THEY_ARE);
    assertThat(source.classes()).containsExactly("cat", "dog");
    assertThat(source.train().shape()).isEqualTo(Shape.of(3, 6, 8));
    assertThat(labels(source.train())).containsExactly(0, 0, 1);
    assertThat(labels(source.test())).containsExactly(1);
    assertThat(first(source.train(), 0)).isEqualTo(0x70 / 255f);
    assertThat(first(source.test(), 0)).isEqualTo(0xa0 / 255f);
    assertThat(source.provenance())
        .isEqualTo(
            "%s: 3 training and 1 test images [3, 6, 8] in 2 classes, from %s"
                .formatted(folder.getFileName(), folder));
  }

  @Test
  void withoutATestFolderAFifthOfEachClassIsSetAside() throws IOException {
    for (int i = 0; i < 10; i++) {
      write("a/" + i + ".png", 2, 2, i);
      write("b/" + i + ".png", 2, 2, i);
    }
    DataSource source = ImageFolder.open(folder, ImageOptions.AS_THEY_ARE);
    assertThat(source.train().size()).isEqualTo(16);
    assertThat(labels(source.test())).containsExactly(0, 0, 1, 1);
    assertThat(source.provenance()).endsWith("; a fifth of each class set aside for the test");
  }

  @Test
  void aZipIsReadLikeAFolder() throws IOException {
    byte[] grey = png(4, 4, 0x505050, BufferedImage.TYPE_BYTE_GRAY);
    Path file =
        zip(
            entry("set/train/x/1.png", grey),
            entry("set/train/y/1.png", grey),
            entry("set/test/y/2.png", grey),
            entry("__MACOSX/set/train/y/._1.png", new byte[3]));
    DataSource source = ImageZip.open(file, ImageOptions.AS_THEY_ARE);
    assertThat(source.name()).isEqualTo("images");
    assertThat(source.train().shape()).isEqualTo(Shape.of(1, 4, 4));
    assertThat(source.train().size()).isEqualTo(2);
    assertThat(source.test().size()).isEqualTo(1);
    assertThat(folder.toFile().list()).containsExactly("images.zip");
  }

  @Test
  void oneColouredImageMakesAllColoured() throws IOException {
    byte[] grey = png(4, 4, 0x505050, BufferedImage.TYPE_BYTE_GRAY);
    byte[] red = png(4, 4, 0xff0000, BufferedImage.TYPE_INT_RGB);
    Path file = zip(entry("a/1.png", grey), entry("b/1.png", red), entry("test/b/1.png", grey));
    assertThat(ImageZip.open(file, ImageOptions.AS_THEY_ARE).train().shape())
        .isEqualTo(Shape.of(3, 4, 4));
    assertThat(ImageZip.open(file, ImageOptions.AS_THEY_ARE.channels(1)).train().shape())
        .isEqualTo(Shape.of(1, 4, 4));
  }

  @Test
  void imagesOfDifferentSizesNeedASize() throws IOException {
    write("a/1.png", 4, 4, 1);
    write("a/2.png", 4, 4, 2);
    Path odd = write("b/1.png", 5, 4, 1);
    write("b/2.png", 5, 4, 2);
    assertThatThrownBy(() -> ImageFolder.open(folder, ImageOptions.AS_THEY_ARE))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            odd
                + ": the image is 4 x 5, the first one 4 x 4; give a size to bring all to"
                + " (at byte 0)");
    DataSource source = ImageFolder.open(folder, ImageOptions.AS_THEY_ARE.resize(8, 8));
    assertThat(source.train().shape()).isEqualTo(Shape.of(3, 8, 8));
  }

  @Test
  void aDamagedImageIsNamed() throws IOException {
    write("a/1.png", 4, 4, 1);
    Path bad = folder.resolve("a/2.png");
    Files.write(bad, java.util.Arrays.copyOf(png(4, 4, 1, BufferedImage.TYPE_INT_RGB), 50));
    assertThatThrownBy(() -> ImageFolder.open(folder, ImageOptions.AS_THEY_ARE))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith(bad + ": the png image is damaged or truncated");
    Path file = zip(entry("a/1.png", new byte[] {1, 2, 3}));
    assertThatThrownBy(() -> ImageZip.open(file, ImageOptions.AS_THEY_ARE))
        .hasMessage(file + "!a/1.png: not an image; JPEG, PNG, BMP and GIF are read (at byte 0)");
  }

  @Test
  void imagesWithoutAClassFolderAreRefused() throws IOException {
    Path file = zip(entry("1.png", png(2, 2, 1, BufferedImage.TYPE_INT_RGB)));
    assertThatThrownBy(() -> ImageZip.open(file, ImageOptions.AS_THEY_ARE))
        .hasMessage(
            file
                + ": the image 1.png is in no class folder; every class needs its own (at byte 0)");
    Path flat = zip(entry("train/1.png", png(2, 2, 1, BufferedImage.TYPE_INT_RGB)));
    assertThatThrownBy(() -> ImageZip.open(flat, ImageOptions.AS_THEY_ARE))
        .hasMessageContaining("the image train/1.png is in no class folder");
    Path none = zip(entry("README", new byte[1]));
    assertThatThrownBy(() -> ImageZip.open(none, ImageOptions.AS_THEY_ARE))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("no training images; expected folders such as train/CLASS/IMAGE");
  }

  private static int[] labels(Dataset data) {
    return java.util.stream.IntStream.range(0, data.size()).map(data::label).toArray();
  }

  private static float first(Dataset data, int index) {
    float[] sample = new float[(int) data.shape().count()];
    data.read(index, sample, 0);
    return sample[0];
  }

  private Path write(String name, int width, int height, int rgb) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, png(width, height, rgb, BufferedImage.TYPE_INT_RGB));
  }

  private static byte[] png(int width, int height, int rgb, int type) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, rgb);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static Entry entry(String name, byte[] content) {
    return new Entry(name, content);
  }

  private Path zip(Entry... entries) throws IOException {
    Path file = folder.resolve("images.zip");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Entry entry : entries) {
        zip.putNextEntry(new ZipEntry(entry.name()));
        zip.write(entry.content());
      }
    }
    return file;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Entry(String name, byte[] content) {}
}
