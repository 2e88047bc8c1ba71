package dev.cajal.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java programs in the documents compile against the modules as they are. */
class DocumentedProgramsTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern PROGRAM = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:public )?(?:final )?(?:class|record) (\\w+)");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "docs/pytorch.md"})
  void programsCompile(String document) throws IOException, InterruptedException {
    Matcher programs = PROGRAM.matcher(Files.readString(ROOT.resolve(document)));
    assertThat(programs.results()).isNotEmpty();
    programs.reset();
    while (programs.find()) {
      compile(programs.group(1));
    }
  }

  private void compile(String program) throws IOException, InterruptedException {
    Matcher type = TYPE.matcher(program);
    String name = type.find() ? type.group(1) : "Main";
    Path source = Files.writeString(folder.resolve(name + ".java"), program);
    Path said = folder.resolve("said");
    int status =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                    "-Xlint:all,-processing,-path",
                    "-Werror",
                    "-proc:none",
                    "--class-path",
                    everything(),
                    "-d",
                    folder.toString(),
                    source.toString()))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    assertThat(status).describedAs(Files.readString(said)).isZero();
  }

  private static String everything() {
    return System.getProperty("jdk.module.path", "")
        + File.pathSeparator
        + System.getProperty("java.class.path");
  }
}
