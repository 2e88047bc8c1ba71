package dev.cajal.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of operators says what the sources say. */
class OperatorsPageTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @Test
  void isUpToDate() throws IOException {
    Path file = ROOT.resolve("docs/operators.md");
    String page = new OperatorsPage(ROOT).text();
    if ("write".equals(System.getProperty("cajal.docs"))) {
      Files.writeString(file, page);
    }
    assertThat(withoutKernels(Files.readString(file)))
        .as("docs/operators.md is out of date; its head says how it is written")
        .isEqualTo(withoutKernels(page));
  }

  @Test
  void turnsCommentsIntoMarkdown() {
    String source =
        """
        /**
         * The mean of {@link Moments},
         *
         * <pre>m = 1/n Σ x</pre>
         *
         * over n &lt; 9.
         *
         * <ul>
         *   <li>x: [N]
         *   <li>y: []
         * </ul>
         *
         * @param n the count
         */
        public record Mean(int n) {}
        """;
    assertThat(JavadocText.of(source))
        .isEqualTo(
            "The mean of `Moments`,\n\n```\nm = 1/n Σ x\n```\n\nover n < 9.\n\n- x: [N]\n- y: []");
  }

  /** Which kernels there are depends on the machine. */
  private static String withoutKernels(String page) {
    return page.replaceAll("(?m)^\\| kernels \\|.*$", "");
  }
}
