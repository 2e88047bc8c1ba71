package dev.cajal.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  @Test
  void fewestInsertionsDeletionsAndReplacementsComeFirst() {
    assertThat(Nearest.to("kitten", List.of("dog", "sitting", "kitchen", "mitten")))
        .isEqualTo("mitten, kitchen, sitting");
  }

  @Test
  void aStarAtTheEndComparesBeginnings() {
    assertThat(
            Nearest.to("featurs.*", List.of("classifier.weight", "features.0.weight", "fc.weight")))
        .startsWith("features.0.weight");
  }
}
