package dev.cajal.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class ScoresTest {
  private static MemorySegment scores(float... values) {
    return MemorySegment.ofArray(values);
  }

  @Test
  void theRankCountsTheClassesBefore() {
    MemorySegment two = scores(0, 3, 2, /* next row */ 5, 4, 6);
    assertThat(Scores.rank(two, 3, 0, 1)).isZero();
    assertThat(Scores.rank(two, 3, 0, 2)).isEqualTo(1);
    assertThat(Scores.rank(two, 3, 1, 1)).isEqualTo(2);
    assertThat(Scores.best(two, 3, 1)).isEqualTo(2);
  }

  @Test
  void atATieTheLowerClassIsFirst() {
    MemorySegment equal = scores(1, 1, 1);
    assertThat(Scores.rank(equal, 3, 0, 0)).isZero();
    assertThat(Scores.rank(equal, 3, 0, 2)).isEqualTo(2);
    assertThat(Scores.best(equal, 3, 0)).isZero();
  }

  @Test
  void aModelThatGivesNoNumbersIsNeverRight() {
    MemorySegment broken = scores(Float.NaN, Float.NaN);
    assertThat(Scores.rank(broken, 2, 0, 0)).isPositive();
    assertThat(Scores.rank(broken, 2, 0, 1)).isPositive();
  }
}
