package dev.cajal.viz.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static final ConfusionMatrix MATRIX =
      ConfusionMatrix.of(
          List.of("cat", "dog", "owl"), new long[][] {{8, 2, 0}, {1, 9, 0}, {0, 0, 0}});

  @Test
  void sharesFollowTheirDefinitions() {
    assertThat(MATRIX.total()).isEqualTo(20);
    assertThat(MATRIX.accuracy()).isEqualTo(0.85);
    assertThat(MATRIX.recall(0)).isEqualTo(0.8);
    assertThat(MATRIX.precision(0)).isEqualTo(8 / 9.0);
    assertThat(MATRIX.f1(0)).isEqualTo(2 * 0.8 * (8 / 9.0) / (0.8 + 8 / 9.0), within(1e-12));
  }

  @Test
  void classesThatDidNotOccurHaveNoShares() {
    assertThat(MATRIX.recall(2)).isNaN();
    assertThat(MATRIX.precision(2)).isNaN();
    assertThat(MATRIX.f1(2)).isNaN();
  }

  @Test
  void mistakesComeMostFrequentFirst() {
    assertThat(MATRIX.mistakes(5))
        .containsExactly(
            new ConfusionMatrix.Mistake(0, 1, 2), new ConfusionMatrix.Mistake(1, 0, 1));
    assertThat(MATRIX.mistakes(1)).hasSize(1);
  }

  @Test
  void laterChangesOfTheArrayDoNotMatter() {
    long[][] counts = {{1}};
    ConfusionMatrix matrix = ConfusionMatrix.of(List.of("a"), counts);
    counts[0][0] = 7;
    assertThat(matrix.count(0, 0)).isEqualTo(1);
  }

  @Test
  void countsMustBeSquare() {
    assertThatThrownBy(() -> ConfusionMatrix.of(List.of("a", "b"), new long[][] {{1, 2}}))
        .hasMessage("confusion matrix: 2 labels need 2 rows and columns, found 1 rows");
    assertThatThrownBy(() -> ConfusionMatrix.of(List.of("a", "b"), new long[][] {{1, 2}, {3}}))
        .hasMessageEndingWith("found 1 columns in row 1");
  }
}
