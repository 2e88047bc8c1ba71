package dev.cajal.nn.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.nn.data.DataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarBinaryTest {
  @TempDir Path folder;

  @Test
  void batchesInAFolderAreReadInOrder() throws IOException {
    write("data_batch_2.bin", records(2, 3));
    write("data_batch_1.bin", records(7));
    write("test_batch.bin", records(9, 0));
    assertThat(CifarBinary.isIn(folder)).isTrue();
    DataSource source = CifarBinary.folder(folder);
    assertThat(source.train().size()).isEqualTo(3);
    assertThat(source.train().label(0)).isEqualTo(7);
    assertThat(source.train().label(2)).isEqualTo(3);
    assertThat(source.classes()).startsWith("airplane", "automobile").endsWith("ship", "truck");
    float[] sample = new float[3072];
    source.test().read(0, sample, 0);
    assertThat(sample[0]).isEqualTo(9 / 255f);
    assertThat(sample[3071]).isEqualTo(200 / 255f);
    assertThat(source.provenance())
        .isEqualTo(
            "cifar10: 3 training and 2 test images [3, 32, 32], binary batches in " + folder);
  }

  @Test
  void theDistributedArchiveIsReadInPlace() throws IOException {
    Path file = folder.resolve("cifar-10-binary.tar.gz");
    Files.write(file, IdxTest.gzip(archive()));
    DataSource source = CifarBinary.tar(file);
    assertThat(source.train().size()).isEqualTo(3);
    assertThat(source.train().label(0)).isEqualTo(1);
    assertThat(source.test().label(0)).isEqualTo(4);
    assertThat(source.classes()).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    assertThat(folder.toFile().list()).containsExactly("cifar-10-binary.tar.gz");
  }

  @Test
  void aCutArchiveIsRefused() throws IOException {
    byte[] whole = archive();
    for (int length = 0; length < whole.length - 1024; length += 97) {
      Path cut = write("cut.tar", Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> CifarBinary.tar(cut)).isInstanceOf(FormatException.class);
    }
  }

  @Test
  void damageIsNamed() throws IOException {
    write("test_batch.bin", records(9));
    assertThatThrownBy(() -> CifarBinary.folder(folder))
        .hasMessage(
            folder + ": data_batch_1.bin is missing or empty; CIFAR-10 needs it (at byte 0)");
    Path batch = write("data_batch_1.bin", Arrays.copyOf(records(1, 2), 4000));
    assertThatThrownBy(() -> CifarBinary.folder(folder))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            batch + ": the file ends in the middle of image 1; it is truncated (at byte 4000)");
    write("data_batch_1.bin", records(1, 10));
    assertThatThrownBy(() -> CifarBinary.folder(folder))
        .hasMessageContaining("has label 10, but CIFAR-10 has 10 classes");
    write("data_batch_1.bin", records(1));
    write("batches.meta.txt", "a\nb\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> CifarBinary.folder(folder))
        .hasMessageContaining("2 class names, expected 10");
  }

  @Test
  void aDamagedTarHeaderIsFound() throws IOException {
    byte[] archive = archive();
    archive[130] ^= 1;
    Path file = write("bad.tar", archive);
    assertThatThrownBy(() -> CifarBinary.tar(file))
        .hasMessageContaining("a tar header has a wrong checksum; the archive is damaged");
  }

  static byte[] archive() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    entry(tar, "cifar-10-batches-bin/data_batch_2.bin", records(2));
    entry(
        tar,
        "cifar-10-batches-bin/batches.meta.txt",
        "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n".getBytes(StandardCharsets.UTF_8));
    entry(tar, "../test_batch.bin", records(4));
    entry(tar, "cifar-10-batches-bin/data_batch_1.bin", records(1, 3));
    tar.write(new byte[1024]);
    return tar.toByteArray();
  }

  private static void entry(ByteArrayOutputStream tar, String name, byte[] content)
      throws IOException {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 124, "%011o".formatted(content.length));
    header[156] = '0';
    put(header, 148, "        ");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    tar.write(header);
    tar.write(content);
    tar.write(new byte[Math.floorMod(-content.length, 512)]);
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }

  /** One record for each label; its first value is the label, its last 200. */
  private static byte[] records(int... labels) {
    byte[] bytes = new byte[labels.length * 3073];
    for (int i = 0; i < labels.length; i++) {
      bytes[i * 3073] = (byte) labels[i];
      bytes[i * 3073 + 1] = (byte) labels[i];
      bytes[i * 3073 + 3072] = (byte) 200;
    }
    return bytes;
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}
