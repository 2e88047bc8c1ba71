package dev.cajal.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void programsCompile(String document) throws IOException {
    Matcher programs = PROGRAM.matcher(Files.readString(ROOT.resolve(document)));
    assertThat(programs.results()).isNotEmpty();
    programs.reset();
    while (programs.find()) {
      String program = programs.group(1);
      Matcher type = TYPE.matcher(program);
      Compiler.compile(folder, type.find() ? type.group(1) : "Main", program);
    }
  }
}
