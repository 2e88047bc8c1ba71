package dev.cajal.nn.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.backend.Shape;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestGuardTest {
  @TempDir Path folder;

  private final Dataset data = new Samples(30, Shape.of(2));

  @Test
  void theFirstUseIsFreeAndTheSecondWarns() throws IOException {
    assertThat(TestGuard.in(folder).use(data, "a").warning()).isEmpty();
    TestUse second = TestGuard.in(folder).use(data, "b");
    assertThat(second.count()).isEqualTo(2);
    assertThat(second.warning())
        .hasValueSatisfying(text ->
            assertThat(text)
                .startsWith("the test samples have now been used 2 times, for 2 models; ")
                .endsWith("and test once, at the end")
                .doesNotContain("\n"));
  }

  @Test
  void theSameModelIsCountedAsOne() throws IOException {
    Path made = folder.resolve("made/when needed");
    TestGuard.in(made).use(data, "a\tb\nc");
    TestUse second = TestGuard.in(made).use(data, "a\tb\nc");
    assertThat(second.count()).isEqualTo(2);
    assertThat(second.models()).isEqualTo(1);
    assertThat(second.warning()).hasValueSatisfying(t -> assertThat(t).contains("for 1 model;"));
  }

  @Test
  void samplesAreKnownByTheirContent() throws IOException {
    TestGuard guard = TestGuard.in(folder);
    guard.use(data, "a");
    Dataset renamed = new Subset(data, allOf(30), "the same under another name");
    assertThat(guard.use(renamed, "a").count()).isEqualTo(2);
    assertThat(guard.use(new Samples(29, Shape.of(2)), "a").count()).isEqualTo(1);
    int[] swapped = allOf(30);
    swapped[0] = 3;
    swapped[3] = 0;
    assertThat(guard.use(new Subset(data, swapped, "other order"), "a").count()).isEqualTo(1);
  }

  private static int[] allOf(int count) {
    return java.util.stream.IntStream.range(0, count).toArray();
  }
}
