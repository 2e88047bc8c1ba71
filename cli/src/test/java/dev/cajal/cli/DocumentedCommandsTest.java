package dev.cajal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that a document shows is one that the command line accepts. */
class DocumentedCommandsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("(?s)```(?:sh)?\n(.*?)```");
  private static final Pattern JVM_OPTION = Pattern.compile("-D.*=.*|-X.*");

  static List<Path> documents() throws IOException {
    try (Stream<Path> root = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(root, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> commands(file).findAny().isPresent())
          .map(ROOT::relativize)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void commandsParse(Path document) {
    assertThat(commands(ROOT.resolve(document)))
        .allSatisfy(command ->
            assertThatCode(() -> Main.line().parseArgs(words(command)))
                .describedAs(command)
                .doesNotThrowAnyException());
  }

  private static Stream<String> commands(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return BLOCK
        .matcher(text)
        .results()
        .flatMap(block -> block.group(1).replace("\\\n", " ").lines())
        .filter(line -> line.startsWith("./cajal "));
  }

  private static String[] words(String command) {
    return Stream.of(command.replaceFirst("\\s+#.*", "").split("\\s+"))
        .skip(1)
        .dropWhile(word -> JVM_OPTION.matcher(word).matches())
        .toArray(String[]::new);
  }
}
