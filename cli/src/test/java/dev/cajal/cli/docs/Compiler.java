package dev.cajal.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;

/** Compiles a program against the modules as they are, as a user's class path build would. */
final class Compiler {
  private Compiler() {}

  static void compile(Path folder, String name, String program) throws IOException {
    Path source = Files.writeString(folder.resolve(name + ".java"), program);
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                out,
                out,
                "-Xlint:all,-processing,-path",
                "-Werror",
                "-proc:none",
                "--class-path",
                classPath(),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(status).describedAs("%s%n%s", said, program).isZero();
  }

  static String classPath() {
    return System.getProperty("jdk.module.path", "")
        + File.pathSeparator
        + System.getProperty("java.class.path");
  }
}
