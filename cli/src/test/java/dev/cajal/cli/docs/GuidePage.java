package dev.cajal.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the guides. Its blocks of Java, in order, are one program: imports come first, blocks
 * that declare a type or a method become members, and all others are the statements of main.
 */
record GuidePage(List<String> imports, List<String> members, List<String> statements) {
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern MEMBER =
      Pattern.compile(
          "(?:@\\w+|/\\*\\*|(?:public |private |final |static |sealed |abstract"
              + " )*(?:record|class|interface|enum) \\w|static \\w)(?s:.*)");

  static GuidePage read(Path page) throws IOException {
    List<String> blocks =
        BLOCK.matcher(Files.readString(page)).results().map(block -> block.group(1)).toList();
    List<String> bodies = blocks.stream().map(GuidePage::body).toList();
    return new GuidePage(
        blocks.stream().flatMap(GuidePage::imports).distinct().toList(),
        bodies.stream().filter(body -> MEMBER.matcher(body).matches()).toList(),
        bodies.stream().filter(body -> !MEMBER.matcher(body).matches()).toList());
  }

  boolean isEmpty() {
    return members.isEmpty() && statements.isEmpty();
  }

  String program() {
    return String.join("\n", imports)
        + "\n\nvoid main() throws Exception {\n"
        + String.join("\n", statements)
        + "}\n\n"
        + String.join("\n", members);
  }

  private static Stream<String> imports(String block) {
    return block.lines().filter(line -> line.startsWith("import "));
  }

  private static String body(String block) {
    return block
        .lines()
        .filter(line -> !line.startsWith("import "))
        .collect(Collectors.joining("\n", "", "\n"))
        .stripLeading();
  }
}
