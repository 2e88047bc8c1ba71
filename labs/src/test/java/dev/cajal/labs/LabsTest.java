package dev.cajal.labs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cajal.labs.notebook.Finding.Verdict;
import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.LabResult;
import dev.cajal.labs.notebook.Lecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabsTest {

  static List<String> names() {
    return Labs.all().stream().map(Lab::name).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyClaimHolds(String name) throws IOException {
    LabResult result = Labs.find(name).run(true, 1);
    assertThat(result.findings()).filteredOn(f -> f.verdict() == Verdict.FAILS).isEmpty();
    assertThat(result.passed()).isTrue();
    assertThat(result.article().html()).contains(result.command());
  }

  @Test
  void namesAreDistinctAndInLowerCase() {
    assertThat(names()).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9-]+"));
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Labs.find("poolng"))
        .withMessageStartingWith("no lab is called 'poolng'; there are ")
        .withMessageContaining("pooling");
  }

  @Test
  void aClaimThatDoesNotHoldFailsTheLab(@TempDir Path folder) throws IOException {
    Lab wrong = new Lab("wrong", Lecture.BRAIN, List.of(), "1 is 2", n -> n.near("one", 2, 1, 0.5));
    LabResult result = wrong.run(false, 3);
    assertThat(result.passed()).isFalse();
    result.article().write(folder.resolve("index.html"));
    assertThat(Files.readString(folder.resolve("index.html")))
        .contains("✗\u00a0fails", "./cajal lab wrong --seed 3");
  }

  @Test
  void aLabThatDemandsNothingHasNotPassed() throws IOException {
    Lab empty = new Lab("empty", Lecture.BRAIN, List.of(), "", n -> n.note("a", "b", "c"));
    assertThat(empty.run(true, 1).passed()).isFalse();
  }
}
