package dev.cajal.nn.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
  @TempDir Path folder;

  @Test
  void imagesAndLabelsAreRead() throws IOException {
    Dataset data = Idx.read(write("i", images(3, 2, 4)), write("l", labels(7, 0, 2)));
    assertThat(data.size()).isEqualTo(3);
    assertThat(data.shape()).isEqualTo(Shape.of(1, 2, 4));
    assertThat(data.classes()).hasSize(8).startsWith("0", "1");
    assertThat(data.label(0)).isEqualTo(7);
    float[] sample = new float[8];
    data.read(2, sample, 0);
    assertThat(sample).startsWith(16 / 255f, 17 / 255f);
  }

  @Test
  void compressedFilesAreReadToo() throws IOException {
    Path images = write("i.gz", gzip(images(3, 2, 4)));
    Dataset data = Idx.read(images, write("l.gz", gzip(labels(0, 1, 2))));
    assertThat(data.size()).isEqualTo(3);
  }

  @Test
  void aFolderOfFourFilesIsASet() throws IOException {
    writeSet();
    assertThat(Idx.isIn(folder)).isTrue();
    DataSource source = Idx.folder(folder);
    assertThat(source.train().size()).isEqualTo(3);
    assertThat(source.test().size()).isEqualTo(2);
    assertThat(source.classes()).containsExactly("0", "1", "2", "3", "4", "5");
    assertThat(source.provenance())
        .endsWith(": 3 training and 2 test images [1, 2, 4], IDX files in " + folder);
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    writeSet();
    Files.delete(folder.resolve("t10k-labels.idx1-ubyte"));
    assertThatThrownBy(() -> Idx.folder(folder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(
            folder
                + ": no t10k-labels-idx1-ubyte or .gz in this folder; an IDX set has four files");
  }

  @Test
  void imagesOfAnotherSizeInTheTestSetAreRefused() throws IOException {
    writeSet();
    write("t10k-images-idx3-ubyte", images(2, 5, 5));
    assertThatThrownBy(() -> Idx.folder(folder))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("test images are [1, 5, 5], training images [1, 2, 4]");
  }

  @Test
  void swappedAndForeignFilesAreRecognised() throws IOException {
    Path images = write("i", images(3, 2, 4));
    Path labels = write("l", labels(0, 1, 2));
    assertThatThrownBy(() -> Idx.read(labels, images))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            images
                + ": an IDX file of labels starts with 0x00000801, this one with 0x00000803;"
                + " images and labels are swapped (at byte 0)");
    Path text = write("t", "hello world".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Idx.read(text, labels))
        .hasMessage(
            text
                + ": an IDX file of images starts with 0x00000803, this one with 0x68656c6c"
                + " (at byte 0)");
  }

  @Test
  void differentCountsAreRefused() throws IOException {
    Path images = write("i", images(3, 2, 4));
    Path labels = write("l", labels(0, 1));
    assertThatThrownBy(() -> Idx.read(images, labels))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            images
                + ": 3 images, but l has 2 labels; the two files do not belong together"
                + " (at byte 4)");
  }

  @Test
  void truncationIsFoundWhereverItHappens() throws IOException {
    byte[] whole = images(3, 2, 4);
    Path labels = write("l", labels(0, 1, 2));
    for (int length = 0; length < whole.length; length++) {
      Path cut = write("cut", Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Idx.read(cut, labels))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("truncated");
    }
    byte[] packed = gzip(whole);
    for (int length = 3; length < packed.length; length++) {
      Path cut = write("cut.gz", Arrays.copyOf(packed, length));
      assertThatThrownBy(() -> Idx.read(cut, labels)).isInstanceOf(FormatException.class);
    }
  }

  @Test
  void bytesAfterTheEndAreRefused() throws IOException {
    Path labels = write("l", Arrays.copyOf(labels(0, 1, 2), 12));
    assertThatThrownBy(() -> Idx.labels(labels))
        .hasMessageContaining("the file goes on after the last of 3 labels");
  }

  @Test
  void hugeHeadersDoNotAllocate() throws IOException {
    byte[] header =
        ByteBuffer.allocate(16).putInt(0x803).putInt(1).putInt(10_000).putInt(10_000).array();
    Path labels = write("l", labels(0));
    Path images = write("i", header);
    long before = allocated();
    assertThatThrownBy(() -> Idx.read(images, labels))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("truncated");
    Path many =
        write("many", ByteBuffer.allocate(8).putInt(0x801).putInt(Integer.MAX_VALUE).array());
    assertThatThrownBy(() -> Idx.labels(many)).isInstanceOf(FormatException.class);
    assertThat(allocated() - before).isLessThan(16L << 20);
  }

  @Test
  void senselessHeadersAreRefused() throws IOException {
    Path labels = write("l", labels(0));
    Path none = write("n", ByteBuffer.allocate(8).putInt(0x801).putInt(-5).array());
    assertThatThrownBy(() -> Idx.labels(none)).hasMessageContaining("declares -5 labels");
    byte[] header = ByteBuffer.allocate(16).putInt(0x803).putInt(1).putInt(0).putInt(4).array();
    Path flat = write("f", header);
    assertThatThrownBy(() -> Idx.read(flat, labels))
        .hasMessageContaining("declares images of 0 rows");
  }

  @Test
  void anExpansionBombIsRefusedEarly() throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(8 + (8 << 20));
    zeros.putInt(0x801).putInt(8 << 20);
    byte[] bomb = gzip(zeros.array());
    assertThat(bomb.length).isLessThan(zeros.capacity() / 200);
    Path labels = write("bomb.gz", bomb);
    assertThatThrownBy(() -> Idx.labels(labels))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("expands to more than 200 times its size; refused");
  }

  private void writeSet() throws IOException {
    write("train-images-idx3-ubyte.gz", gzip(images(3, 2, 4)));
    write("train-labels-idx1-ubyte", labels(0, 5, 1));
    write("t10k-images-idx3-ubyte", images(2, 2, 4));
    write("t10k-labels.idx1-ubyte", labels(3, 2));
  }

  static byte[] images(int count, int rows, int columns) {
    ByteBuffer bytes = ByteBuffer.allocate(16 + count * rows * columns);
    bytes.putInt(0x803).putInt(count).putInt(rows).putInt(columns);
    for (int i = 0; i < count * rows * columns; i++) {
      bytes.put((byte) i);
    }
    return bytes.array();
  }

  static byte[] labels(int... labels) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length);
    for (int label : labels) {
      bytes.put((byte) label);
    }
    return bytes.array();
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean)
            java.lang.management.ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().threadId());
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}
