package dev.cajal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.labs.Labs;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  @Test
  void theListGroupsByLectureAndRow() {
    assertThat(run("lab", "list")).isZero();
    assertThat(out.toString().lines())
        .contains("1. Perceptrons, gradients and convolution")
        .allMatch(line -> line.length() <= 120);
    assertThat(out.toString().indexOf("perceptron  "))
        .isLessThan(out.toString().indexOf("separable-cost"));
  }

  @Test
  void aLabPrintsItsClaimsAndWritesItsPage() {
    assertThat(run("lab", "pooling", "--quick", "--out", folder.toString())).isZero();
    assertThat(out.toString()).contains("claimed", "measured", "[[6, 8], [3, 4]]", "passed in ");
    assertThat(folder.resolve("index.html")).content().contains("[[6, 8], [3, 4]]");
  }

  @Test
  void anUnknownLabIsWrongUsage() {
    assertThat(run("lab", "poolng")).isEqualTo(2);
    assertThat(err.toString()).contains("no lab is called 'poolng'");
  }

  @Test
  void whatRanIsKeptAndIndexed() throws IOException {
    Lab lab = Labs.find("pooling");
    LabPages pages = new LabPages(folder, List.of(lab));
    assertThat(pages.last(lab)).isEmpty();
    Outcome outcome = new Outcome("pooling", true, 7, true, 5, 6, 1.5, "");
    pages.keep(lab, outcome);
    pages.writeIndex();
    assertThat(pages.last(lab)).contains(outcome);
    assertThat(pages.index()).content().contains("5 of 6", "pooling/index.html");
    Files.writeString(pages.folder(lab).resolve("result.json"), "{\"name\": \"pool");
    assertThat(pages.last(lab)).isEmpty();
  }
}
