package dev.cajal.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimingTest {

  @Test
  void quantilesAreThoseOfTheSortedTimes() {
    Timing timing = new Timing();
    for (double time : new double[] {9, 1, 3, 7, 5}) {
      timing.add(time);
    }
    assertThat(timing.minimum()).isEqualTo(1);
    assertThat(timing.lowerQuartile()).isEqualTo(3);
    assertThat(timing.median()).isEqualTo(5);
  }

  @Test
  void nothingMeasuredIsNotANumber() {
    assertThat(new Timing().lowerQuartile()).isNaN();
  }
}
