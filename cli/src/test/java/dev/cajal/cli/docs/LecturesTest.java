package dev.cajal.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.labs.Labs;
import dev.cajal.labs.notebook.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages on the lectures name labs that exist, and carry small figures of theirs. */
class LecturesTest {

  private static final Path LECTURES = Path.of("").toAbsolutePath().resolveSibling("docs/lectures");
  private static final Pattern COMMAND = Pattern.compile("\\./cajal lab ([a-z0-9-]+)");
  private static final Pattern FIGURE = Pattern.compile("\\(figures/(([a-z0-9-]+)-\\d+\\.svg)\\)");
  private static final long MOST_BYTES = 100_000;
  private static final long MOST_TOGETHER = 2_000_000;

  private static String pages() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(LECTURES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private static List<String> found(Pattern pattern, int group) throws IOException {
    return pattern.matcher(pages()).results().map(match -> match.group(group)).toList();
  }

  @Test
  void theLabsOfThePagesExist() throws IOException {
    List<String> labs =
        Stream.concat(Labs.all().stream().map(Lab::name), Stream.of("list", "all")).toList();
    assertThat(labs).containsAll(found(COMMAND, 1)).containsAll(found(FIGURE, 2));
  }

  @Test
  void everyFigureIsShownSmallAndFollowsItsReader() throws IOException {
    List<String> shown = found(FIGURE, 1);
    long together = 0;
    try (Stream<Path> files = Files.list(LECTURES.resolve("figures"))) {
      for (Path file : files.toList()) {
        assertThat(shown).contains(file.getFileName().toString());
        assertThat(Files.size(file)).isLessThan(MOST_BYTES);
        assertThat(file).content().contains("prefers-color-scheme:dark");
        together += Files.size(file);
      }
    }
    assertThat(together).isLessThan(MOST_TOGETHER);
  }
}
