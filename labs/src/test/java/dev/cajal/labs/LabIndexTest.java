package dev.cajal.labs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.labs.notebook.Lab;
import dev.cajal.labs.notebook.LabIndex;
import dev.cajal.labs.notebook.Lecture;
import dev.cajal.labs.notebook.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabIndexTest {
  private static final Lab ONE = lab("one", "B2");
  private static final Lab TWO = lab("two", "A10");
  private static final Lab THREE = lab("three", "A9");

  private static Lab lab(String name, String row) {
    return new Lab(name, Lecture.BRAIN, List.of(row), "it is " + name, n -> n.near("1", 1, 1, 0));
  }

  @Test
  void labsAreOrderedByRowLettersFirst() {
    assertThat(Stream.of(ONE, TWO, THREE).sorted(Lab.BY_ROW)).containsExactly(THREE, TWO, ONE);
  }

  @Test
  void theIndexCountsClaimsByLectureAndLinksThePages() throws Exception {
    Outcome good = ONE.run(true, 1).outcome();
    Outcome bad = Outcome.ofProblem(TWO, true, 1, "no data");
    String page =
        LabIndex.article(List.of(ONE, TWO, THREE), Map.of("one", good, "two", bad)).html();
    assertThat(good.tally()).isEqualTo("1 of 1");
    assertThat(page)
        .contains("4. From the brain to convolutional nets")
        .contains("1 of 3 labs passed; 1 of 1 claims hold.")
        .contains("<a href=\"one/index.html\">one</a>")
        .contains("✓\u00a0passed,\u00a0quick", "✗\u00a0no data", "not run");
  }
}
