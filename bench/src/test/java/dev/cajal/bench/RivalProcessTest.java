package dev.cajal.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RivalProcessTest {
  private static final String PROGRAM =
      """
      final class Sleeper {
        private Sleeper() {}

        public static void main(String[] args) throws Exception {
          System.out.println("note slow left out: no time");
          Rounds rounds = new Rounds();
          System.out.println("what a library prints");
          if (args.length > 0) {
            throw new IllegalStateException("no net called " + args[0]);
          }
          rounds.variant("plain", () -> {}).variant("fancy", () -> {}).serve("1.2", 34);
        }
      }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeProgram() throws IOException {
    Files.writeString(folder.resolve("Sleeper.java"), PROGRAM);
    try (InputStream rounds =
        Objects.requireNonNull(Rival.class.getResourceAsStream("rivals/Rounds.java"))) {
      Files.copy(rounds, folder.resolve("Rounds.java"));
    }
  }

  @Test
  void introducesItselfAndTimesTheStepsItIsToldToRun() throws IOException {
    try (RivalProcess rival = new RivalProcess("Sleeper", command(), 1)) {
      assertThat(rival.name()).isEqualTo("Sleeper 1.2");
      assertThat(rival.parameters()).isEqualTo(34);
      assertThat(rival.variants()).containsExactly("plain", "fancy");
      assertThat(rival.notes()).containsExactly("Sleeper: slow left out: no time");
      assertThat(rival.run("fancy", 2)).hasSize(2);
      assertThat(rival.run("plain", 5)).hasSize(5);
    }
  }

  @Test
  void saysInALineWhyItDidNotStart() {
    assertThatThrownBy(() -> new RivalProcess("Sleeper", command("vgg99"), 1))
        .isInstanceOf(IOException.class)
        .message()
        .startsWith("Sleeper did not start: ")
        .endsWith("no net called vgg99")
        .hasLineCount(1);
  }

  private List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                folder.resolve("Sleeper.java").toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
