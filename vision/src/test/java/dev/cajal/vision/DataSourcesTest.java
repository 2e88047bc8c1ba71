package dev.cajal.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.format.FormatException;
import dev.cajal.vision.folder.ImageOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourcesTest {
  @TempDir Path folder;
  private Environment environment = new Environment(null, Path.of("none"));

  @BeforeEach
  void folders() {
    environment = new Environment(folder.resolve("data"), folder.resolve("cache"));
  }

  @Test
  void namesAreLookedUpInTheDataFolderFirstAndThenInTheCache() throws IOException {
    idx(folder.resolve("cache/mnist"), 5);
    assertThat(resolve("mnist").train().size()).isEqualTo(5);
    idx(folder.resolve("data/mnist"), 3);
    assertThat(resolve("mnist").train().size()).isEqualTo(3);
    assertThat(DataSources.digits(environment, 1).name()).isEqualTo("mnist");
  }

  @Test
  void aPathComesBeforeAllElse() throws IOException {
    idx(folder.resolve("mine"), 4);
    assertThat(resolve(folder.resolve("mine").toString()).train().size()).isEqualTo(4);
    String file = folder.resolve("mine/train-images-idx3-ubyte").toString();
    assertThat(resolve(file).train().size()).isEqualTo(4);
  }

  @Test
  void generatedDataNeedsNothing() throws IOException {
    assertThat(resolve("digits").provenance())
        .isEqualTo(
            "digits: 60000 training and 10000 test images [1, 28, 28], drawn by the built-in"
                + " generator, seed 1");
    assertThat(resolve("shapes").classes()).hasSize(10).contains("star");
    assertThat(DataSources.digits(environment, 1).name()).isEqualTo("digits");
    assertThat(DataSources.colours(environment, 1).name()).isEqualTo("shapes");
  }

  @Test
  void aMissingNameTellsWhereItWasLookedFor() {
    assertThatThrownBy(() -> resolve("mnst"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(
            "mnst: no such data; tried mnst, %s, %s; give an existing folder or file, or one of"
                    .formatted(folder.resolve("data/mnst"), folder.resolve("cache/mnst"))
                + " digits, shapes");
    Environment bare = new Environment(null, folder.resolve("cache"));
    assertThatThrownBy(() -> DataSources.resolve("x", bare, ImageOptions.AS_THEY_ARE, 1))
        .hasMessageContaining("(CAJAL_DATA is not set)");
  }

  @Test
  void aPublicSetThatIsMissingCanBeFetched() {
    assertThatThrownBy(() -> resolve("fashion-mnist"))
        .hasMessageEndingWith("; fetch it with: cajal data fetch fashion-mnist");
    assertThatThrownBy(() -> resolve("cifar100-coarse"))
        .hasMessageEndingWith("; fetch it with: cajal data fetch cifar100");
  }

  @Test
  void cifar100IsKnownUnderBothItsLabels() throws IOException {
    Path set = Files.createDirectories(folder.resolve("cache/cifar100"));
    byte[] record = new byte[3074];
    record[0] = 7;
    record[1] = 42;
    Files.write(set.resolve("train.bin"), record);
    Files.write(set.resolve("test.bin"), record);
    assertThat(resolve("cifar100").train().label(0)).isEqualTo(42);
    assertThat(resolve("cifar100-coarse").train().label(0)).isEqualTo(7);
  }

  @Test
  void namesCannotLeaveTheDataFolder() throws IOException {
    idx(folder.resolve("secret"), 3);
    assertThat(DataSources.find("../secret", environment)).isNull();
    assertThatThrownBy(() -> resolve("../secret")).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> resolve("a\0b")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void emptyAndForeignFoldersAndFilesAreRefused() throws IOException {
    assertThatThrownBy(() -> resolve(folder.toString()))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("no data in this folder; it should hold IDX files, CIFAR-10 batches");
    Path text = Files.writeString(folder.resolve("notes.txt"), "hello");
    assertThatThrownBy(() -> resolve(text.toString()))
        .hasMessageContaining("not a kind of data file that is read");
    Path zip = Files.writeString(folder.resolve("broken.zip"), "hello");
    assertThatThrownBy(() -> resolve(zip.toString()))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("it is no zip archive");
  }

  @Test
  void theCacheLiesWhereTheSystemKeepsCaches() {
    Map<String, String> none = Map.of();
    assertThat(Environment.of(none, "/home/u", "Linux").cache())
        .isEqualTo(Path.of("/home/u/.cache/cajal/data"));
    assertThat(Environment.of(Map.of("XDG_CACHE_HOME", "/c"), "/home/u", "Linux").cache())
        .isEqualTo(Path.of("/c/cajal/data"));
    assertThat(Environment.of(none, "/home/u", "Mac OS X").cache())
        .isEqualTo(Path.of("/home/u/Library/Caches/cajal/data"));
    assertThat(Environment.of(Map.of("LOCALAPPDATA", "/l"), "/home/u", "Windows 11").cache())
        .isEqualTo(Path.of("/l/cajal/data"));
    assertThat(Environment.of(Map.of("CAJAL_DATA", "/d"), "/", "Linux").data())
        .isEqualTo(Path.of("/d"));
    assertThat(Environment.of(Map.of("CAJAL_DATA", " "), "/", "Linux").data()).isNull();
  }

  private DataSource resolve(String name) throws IOException {
    return DataSources.resolve(name, environment, ImageOptions.AS_THEY_ARE, 1);
  }

  private static void idx(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    for (String part : new String[] {"train", "t10k"}) {
      ByteBuffer images = ByteBuffer.allocate(16 + count * 4);
      images.putInt(0x803).putInt(count).putInt(2).putInt(2);
      Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
      ByteBuffer labels = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
      Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
    }
  }
}
