package dev.cajal.nn.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes come, readers read them or throw a FormatException with a message of one line. */
class ReaderFuzzTest {
  private static final int ROUNDS = 300;

  @TempDir Path folder;

  @Test
  void idxImages() throws IOException {
    Path labels = Files.write(folder.resolve("labels"), IdxTest.labels(1, 2, 3));
    fuzz(IdxTest.images(3, 4, 5), file -> Idx.read(file, labels));
    fuzz(IdxTest.gzip(IdxTest.images(3, 4, 5)), file -> Idx.read(file, labels));
  }

  @Test
  void idxLabels() throws IOException {
    fuzz(IdxTest.labels(1, 2, 3, 4), Idx::labels);
  }

  @Test
  void cifarArchives() throws IOException {
    fuzz(CifarBinaryTest.archive(), CifarBinary::tar);
    fuzz(IdxTest.gzip(CifarBinaryTest.archive()), CifarBinary::tar);
    fuzz(CifarBinaryTest.archive100(), CifarBinary::tar);
  }

  @Test
  void matlabFiles() throws IOException {
    fuzz(SvhnTest.file(false, 3, 10, 1), Svhn::read);
    fuzz(SvhnTest.file(true, 3, 10, 1), Svhn::read);
  }

  @Test
  void zipArchives() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 3; i++) {
        zip.putNextEntry(new java.util.zip.ZipEntry("folder/entry" + i));
        zip.write(("content of the entry " + i).repeat(3).getBytes(StandardCharsets.UTF_8));
      }
    }
    fuzz(
        bytes.toByteArray(),
        file -> {
          try (ZipArchive archive = ZipArchive.open(file)) {
            for (ZipEntry entry : archive.entries()) {
              archive.read(entry);
            }
          }
        });
  }

  private void fuzz(byte[] valid, Reading reading) throws IOException {
    Random random = new Random(42);
    Path file = folder.resolve("fuzzed");
    int refused = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Files.write(file, mutated(valid, random));
      try {
        reading.read(file);
      } catch (FormatException e) {
        refused++;
        assertThat(e.getMessage()).startsWith(e.file() + ": ").doesNotContain("\n");
        assertThat(e.offset()).isNotNegative();
        assertThat(e.reason()).isNotBlank();
      }
    }
    assertThat(refused).isPositive();
  }

  static byte[] mutated(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0);
        default -> {
          int from = random.nextInt(bytes.length);
          int count = Math.min(random.nextInt(8), bytes.length - Math.max(at, from));
          System.arraycopy(valid, from, bytes, at, count);
        }
      }
    }
    return random.nextInt(4) == 0
        ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length))
        : bytes;
  }

  private interface Reading {
    void read(Path file) throws IOException;
  }
}
