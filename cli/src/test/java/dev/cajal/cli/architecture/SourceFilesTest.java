package dev.cajal.cli.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        .allSatisfy(file ->
            assertThat(lines(file))
                .describedAs("%s", Production.relative(file))
                .hasSizeLessThanOrEqualTo(LONGEST));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
