package dev.cajal.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void textIsReplaced() throws IOException {
    Path file = folder.resolve("metrics.csv");
    AtomicFile.write(file, "a long first text");
    AtomicFile.write(file, "ñ");
    assertThat(file).hasContent("ñ");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aFailureLeavesTheOldContent() throws IOException {
    Path file = folder.resolve("model");
    AtomicFile.write(file, "old");
    assertThatThrownBy(() ->
            AtomicFile.write(
                file,
                channel -> {
                  channel.write(ByteBuffer.wrap(new byte[5]));
                  throw new IOException("no space left on device");
                }))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write " + file + ": no space left on device");
    assertThat(file).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void whatAKilledRunLeftIsOverwritten() throws IOException {
    Path file = folder.resolve("model");
    Files.writeString(folder.resolve("model.tmp"), "half of a much longer text");
    AtomicFile.write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aMissingFolderIsSaid() {
    Path file = folder.resolve("nowhere").resolve("model");
    assertThatThrownBy(() -> AtomicFile.write(file, "x"))
        .hasMessage("cannot write " + file + ": the folder does not exist");
  }

  @Test
  void aFolderInTheWayIsSaid() throws IOException {
    Path file = folder.resolve("model");
    Files.createDirectories(file.resolve("inside"));
    assertThatThrownBy(() -> AtomicFile.write(file, "x"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot write " + file + ": ");
  }
}
