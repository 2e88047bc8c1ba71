package dev.cajal.viz.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.viz.Xml;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void valuesFallIntoEquallyWideBins() {
    float[] values = {0, 0.5f, 1, 1.5f, 2, 4, Float.NaN, Float.POSITIVE_INFINITY};
    Histogram histogram = Histogram.of("w", "weight", values, 4);
    assertThat(histogram.low()).isEqualTo(0);
    assertThat(histogram.high()).isEqualTo(4);
    assertThat(histogram.counts()).containsExactly(2L, 2L, 1L, 1L);
    assertThat(histogram.left()).isEqualTo(2);
  }

  @Test
  void equalValuesAndNoValuesStillHaveARange() {
    assertThat(Histogram.of("w", "weight", new float[] {3, 3}, 2).counts()).containsExactly(0L, 2L);
    assertThat(Histogram.of("w", "weight", new float[0], 2).counts()).containsExactly(0L, 0L);
  }

  @Test
  void theFigureNamesRangesCountsAndWhatWasLeftOut() {
    Histogram histogram = new Histogram("conv1", "weight", -1, 1, List.of(3L, 5L), 4);
    assertThat(Xml.parse(histogram.figure().svg()).texts("title"))
        .containsExactly("−1.000 to 0: 3", "0 to 1.000: 5");
    assertThat(histogram.figure().svg()).contains("8 values, not finite: 4");
    Xml.parse(Histogram.of("w", "weight", new float[0], 2).figure().svg());
  }

  @Test
  void emptyRangesAreRefused() {
    assertThatThrownBy(() -> new Histogram("w", "weight", 1, 1, List.of(1L), 0))
        .hasMessage("histogram: 1 bins from 1.0 to 1.0 hold nothing");
  }

  @Test
  void aGivenRangeTakesWhatLiesOutsideAtItsEnds() {
    float[] values = {-9, 0.1f, 0.9f, 9, Float.NaN};
    Histogram histogram = Histogram.between("w", "weight", values, 0, 1, 2);
    assertThat(histogram.counts()).containsExactly(2L, 2L);
    assertThat(histogram.left()).isEqualTo(1);
  }
}
