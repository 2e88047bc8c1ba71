package dev.cajal.cli.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Files stay short, and every package says what it is for. */
class SourceFilesTest {

  private static final int LONGEST = 400;

  @Test
  void everyPackageDescribesItselfAndIsNullMarked() {
    Set<Path> packages =
        Production.sources().stream()
            .filter(file -> !file.endsWith("module-info.java"))
            .map(Path::getParent)
            .collect(toSet());
    assertThat(packages)
        .isNotEmpty()
        .allSatisfy(folder ->
            assertThat(folder.resolve("package-info.java"))
                .exists()
                .content()
                .startsWith("/**")
                .contains("@NullMarked"));
  }

  @Test
  void noFileIsLong() {
    assertThat(Production.sources())
        .filteredOn(file -> lines(file) > LONGEST)
        .map(Production::relative)
        .isEmpty();
  }

  private static int lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
