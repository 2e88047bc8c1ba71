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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  void cifar100HasFineAndCoarseLabels() throws IOException {
    write("train.bin", records100(19, 99, 4, 7));
    write("test.bin", records100(0, 50));
    write("fine_label_names.txt", names("fine", 100));
    write("coarse_label_names.txt", names("coarse", 20));
    assertThat(CifarBinary.isIn(folder)).isTrue();
    DataSource fine = CifarBinary.folder(folder);
    assertThat(fine.name()).isEqualTo("cifar100");
    assertThat(fine.classes()).hasSize(100).startsWith("fine0").endsWith("fine99");
    assertThat(fine.train().label(0)).isEqualTo(99);
    assertThat(fine.test().label(0)).isEqualTo(50);
    DataSource coarse = CifarBinary.folder(folder, CifarBinary.Labels.COARSE);
    assertThat(coarse.name()).isEqualTo("cifar100-coarse");
    assertThat(coarse.classes()).hasSize(20).startsWith("coarse0").endsWith("coarse19");
    assertThat(coarse.train().label(0)).isEqualTo(19);
    assertThat(coarse.train().label(1)).isEqualTo(4);
    float[] sample = new float[3072];
    coarse.train().read(1, sample, 0);
    assertThat(sample[0]).isEqualTo(7 / 255f);
    assertThat(sample[3071]).isEqualTo(200 / 255f);
  }

  @Test
  void theArchiveOfCifar100IsReadInPlace() throws IOException {
    Path file = folder.resolve("cifar-100-binary.tar.gz");
    Files.write(file, IdxTest.gzip(archive100()));
    DataSource fine = CifarBinary.tar(file);
    assertThat(fine.name()).isEqualTo("cifar100");
    assertThat(fine.train().size()).isEqualTo(2);
    assertThat(fine.classes()).endsWith("fine99");
    DataSource coarse = CifarBinary.tar(file, CifarBinary.Labels.COARSE);
    assertThat(coarse.train().label(1)).isEqualTo(4);
    assertThat(coarse.classes()).endsWith("coarse19");
    assertThat(folder.toFile().list()).containsExactly("cifar-100-binary.tar.gz");
  }

  @Test
  void damageInCifar100IsNamed() throws IOException {
    write("train.bin", records100(19, 99));
    Path test = write("test.bin", Arrays.copyOf(records100(0, 1), 3000));
    assertThatThrownBy(() -> CifarBinary.folder(folder))
        .hasMessage(
            test + ": the file ends in the middle of image 0; it is truncated (at byte 3000)");
    write("test.bin", records100(0, 100));
    assertThatThrownBy(() -> CifarBinary.folder(folder))
        .hasMessageContaining("has label 100, but CIFAR-100 has 100 classes");
    write("test.bin", records100(20, 1));
    assertThatThrownBy(() -> CifarBinary.folder(folder, CifarBinary.Labels.COARSE))
        .hasMessageContaining("has label 20, but CIFAR-100 has 20 classes");
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

  static byte[] archive100() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    entry(tar, "cifar-100-binary/coarse_label_names.txt", names("coarse", 20));
    entry(tar, "cifar-100-binary/fine_label_names.txt", names("fine", 100));
    entry(tar, "cifar-100-binary/test.bin", records100(0, 50));
    entry(tar, "cifar-100-binary/train.bin", records100(19, 99, 4, 7));
    tar.write(new byte[1024]);
    return tar.toByteArray();
  }

  private static byte[] names(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> prefix + i + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** One record for each pair of a coarse and a fine label; its first value is the fine label. */
  private static byte[] records100(int... labels) {
    byte[] bytes = new byte[labels.length / 2 * 3074];
    for (int i = 0; i < labels.length / 2; i++) {
      bytes[i * 3074] = (byte) labels[2 * i];
      bytes[i * 3074 + 1] = (byte) labels[2 * i + 1];
      bytes[i * 3074 + 2] = (byte) labels[2 * i + 1];
      bytes[i * 3074 + 3073] = (byte) 200;
    }
    return bytes;
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
