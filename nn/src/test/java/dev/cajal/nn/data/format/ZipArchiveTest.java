package dev.cajal.nn.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipArchiveTest {
  @TempDir Path folder;

  @Test
  void storedAndCompressedEntriesAreRead() throws IOException {
    byte[] large = new byte[300_000];
    new Random(1).nextBytes(large);
    Arrays.fill(large, 0, 200_000, (byte) 7);
    Path file = write(zip(entry("a/b.txt", text("hello"), true), entry("large", large, false)));
    try (ZipArchive archive = ZipArchive.open(file)) {
      assertThat(archive.entries()).extracting(ZipEntry::name).containsExactly("a/b.txt", "large");
      assertThat(archive.read(archive.entries().get(0))).isEqualTo(text("hello"));
      assertThat(archive.read(archive.entries().get(1))).isEqualTo(large);
    }
  }

  @Test
  void foldersAreLeftOut() throws IOException {
    Path file = write(zip(entry("a/", text(""), true), entry("a/b", text("x"), true)));
    try (ZipArchive archive = ZipArchive.open(file)) {
      assertThat(archive.entries()).extracting(ZipEntry::name).containsExactly("a/b");
    }
  }

  @Test
  void moreEntriesThanThe16BitCounterHoldsAreRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 66_000; i++) {
        zip.putNextEntry(new java.util.zip.ZipEntry("e" + i));
      }
    }
    try (ZipArchive archive = ZipArchive.open(write(bytes.toByteArray()))) {
      assertThat(archive.entries()).hasSize(66_000);
      assertThat(archive.read(archive.entries().get(65_999))).isEmpty();
    }
  }

  @Test
  void namesThatCouldLeaveTheArchiveAreRefused() throws IOException {
    for (String name :
        new String[] {"/etc/x", "../x", "a/../../x", "C:x", "a\\b", "a/./b", "..", "a\nb"}) {
      Path file = write(zip(entry(name, text("x"), true)));
      assertThatThrownBy(() -> ZipArchive.open(file))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("could leave the archive; refused")
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void namesWithDotsInsideAreFine() throws IOException {
    Path file = write(zip(entry("a..b/c...jpg", text("x"), true)));
    assertThatCode(() -> ZipArchive.open(file).close()).doesNotThrowAnyException();
  }

  @Test
  void duplicatesAreRefused() throws IOException {
    byte[] zip = zip(entry("aa", text("x"), true), entry("ab", text("y"), true));
    replaceAll(zip, "ab", "aa");
    Path file = write(zip);
    assertThatThrownBy(() -> ZipArchive.open(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("two entries have the name \"aa\"");
  }

  @Test
  void linksAreRefused() throws IOException {
    byte[] zip = zip(entry("link", text("/etc/passwd"), true));
    int directory = find(zip, "PK\1\2");
    zip[directory + 41] = (byte) 0xa1;
    Path file = write(zip);
    assertThatThrownBy(() -> ZipArchive.open(file))
        .hasMessageContaining("\"link\" is a link or device; refused");
  }

  @Test
  void encryptedEntriesAndOtherMethodsAreRefused() throws IOException {
    byte[] zip = zip(entry("x", text("hello"), true));
    int directory = find(zip, "PK\1\2");
    byte[] encrypted = zip.clone();
    encrypted[directory + 8] |= 1;
    Path locked = write(encrypted);
    assertThatThrownBy(() -> ZipArchive.open(locked)).hasMessageContaining("\"x\" is encrypted");
    byte[] packed = zip.clone();
    packed[directory + 10] = 12;
    Path other = write(packed);
    assertThatThrownBy(() -> ZipArchive.open(other))
        .hasMessageContaining("compressed by method 12; only deflate is read");
  }

  @Test
  void anExpansionBombIsRefused() throws IOException {
    Path file = write(zip(entry("bomb", new byte[1 << 20], false)));
    assertThatThrownBy(() -> ZipArchive.open(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("\"bomb\" expands to more than 100 times its size; refused");
  }

  @Test
  void overlappingEntriesAreRefused() throws IOException {
    byte[] zip = zip(entry("a", new byte[100], true), entry("b", new byte[100], true));
    int second = find(zip, "PK\1\2", find(zip, "PK\1\2") + 4);
    zip[second + 42] = 10;
    Path file = write(zip);
    assertThatThrownBy(() -> ZipArchive.open(file)).hasMessageContaining("overlaps another entry");
  }

  @Test
  void damagedContentIsFoundByItsChecksum() throws IOException {
    byte[] zip = zip(entry("x", text("hello"), true));
    zip[find(zip, "hello")] = 'j';
    Path file = write(zip);
    try (ZipArchive archive = ZipArchive.open(file)) {
      assertThatThrownBy(() -> archive.read(archive.entries().get(0)))
          .isInstanceOf(FormatException.class)
          .hasMessage(file + "!x: the checksum differs; the entry is damaged (at byte 0)");
    }
  }

  @Test
  void aFalseSizeIsFound() throws IOException {
    byte[] zip = zip(entry("x", text("hello hello hello hello"), false));
    zip[find(zip, "PK\1\2") + 24]++;
    try (ZipArchive archive = ZipArchive.open(write(zip))) {
      assertThatThrownBy(() -> archive.read(archive.entries().get(0)))
          .hasMessageContaining("the entry does not have the 24 bytes it declares");
    }
  }

  @Test
  void truncationIsFoundWhereverItHappens() throws IOException {
    byte[] zip = zip(entry("x", text("hello"), true), entry("y", text("world"), false));
    for (int length = 0; length < zip.length; length++) {
      Path file = write(Arrays.copyOf(zip, length));
      assertThatThrownBy(() -> ZipArchive.open(file)).isInstanceOf(FormatException.class);
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Entry(String name, byte[] content, boolean stored) {}

  private static Entry entry(String name, byte[] content, boolean stored) {
    return new Entry(name, content, stored);
  }

  private static byte[] zip(Entry... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Entry entry : entries) {
        java.util.zip.ZipEntry header = new java.util.zip.ZipEntry(entry.name());
        if (entry.stored()) {
          CRC32 crc = new CRC32();
          crc.update(entry.content());
          header.setMethod(java.util.zip.ZipEntry.STORED);
          header.setSize(entry.content().length);
          header.setCrc(crc.getValue());
        }
        zip.putNextEntry(header);
        zip.write(entry.content());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int find(byte[] bytes, String text) {
    return find(bytes, text, 0);
  }

  private static int find(byte[] bytes, String text, int from) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text, from);
  }

  private static void replaceAll(byte[] bytes, String from, String to) {
    for (int at = find(bytes, from); at >= 0; at = find(bytes, from)) {
      System.arraycopy(text(to), 0, bytes, at, to.length());
    }
  }

  private Path write(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "test", ".zip"), content);
  }
}
