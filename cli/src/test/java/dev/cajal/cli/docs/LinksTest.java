package dev.cajal.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between the documents lead somewhere, and every decision is in the index. */
class LinksTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");

  static Stream<Path> documents() {
    return Stream.of(
            ROOT,
            ROOT.resolve("docs/adr"),
            ROOT.resolve("docs/guides"),
            ROOT.resolve("docs/lectures"),
            ROOT.resolve("bench"))
        .flatMap(folder -> list(folder).stream())
        .filter(file -> file.toString().endsWith(".md"))
        .map(ROOT::relativize);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadSomewhere(Path document) throws IOException {
    Path file = ROOT.resolve(document);
    List<String> targets =
        LINK.matcher(Files.readString(file)).results().map(link -> link.group(1)).toList();
    assertThat(targets).allSatisfy(target -> assertThat(file.resolveSibling(target)).exists());
  }

  @Test
  void everyDecisionIsInTheIndex() throws IOException {
    String index = Files.readString(ROOT.resolve("docs/adr/README.md"));
    assertThat(list(ROOT.resolve("docs/adr")))
        .extracting(file -> file.getFileName().toString())
        .filteredOn(name -> !name.equals("README.md"))
        .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
