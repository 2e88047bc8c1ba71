package dev.cajal.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The programs of the guides and of the pages on the lectures compile, and run in an empty folder
 * with nothing but what ships.
 */
class GuidesTest {

  private static final Path DOCS = Path.of("").toAbsolutePath().resolveSibling("docs");
  private static final List<String> FOLDERS = List.of("guides", "lectures");

  @TempDir private Path folder;

  static List<String> pages() throws IOException {
    List<String> pages = new ArrayList<>();
    for (String name : FOLDERS) {
      pages(name).forEach(page -> pages.add(name + "/" + page));
    }
    return pages;
  }

  private static List<String> pages(String folder) throws IOException {
    try (Stream<Path> files = Files.list(DOCS.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theProgramOfAPageRuns(String name) throws IOException, InterruptedException {
    GuidePage page = GuidePage.read(DOCS.resolve(name));
    assertThat(page.isEmpty()).describedAs("%s has no Java", name).isFalse();
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Compiler.compile(classes, "Guide", page.program());
    run(classes, page);
  }

  @Test
  void everyPageIsInTheIndexOfItsFolder() throws IOException {
    for (String name : FOLDERS) {
      String index = Files.readString(DOCS.resolve(name).resolve("README.md"));
      assertThat(pages(name)).allSatisfy(page -> assertThat(index).contains("(" + page + ")"));
    }
  }

  private void run(Path classes, GuidePage page) throws IOException, InterruptedException {
    Path said = folder.resolve("said");
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "--class-path",
                classes + File.pathSeparator + Compiler.classPath(),
                "Guide")
            .directory(Files.createDirectory(folder.resolve("empty")).toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    java.environment().remove("CAJAL_DATA");
    int status = java.start().waitFor();
    assertThat(status).describedAs("%s%n%s", Files.readString(said), page.program()).isZero();
  }
}
