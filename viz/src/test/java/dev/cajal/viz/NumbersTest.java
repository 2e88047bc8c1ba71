package dev.cajal.viz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void sharesAreWrittenAsPercentages() {
    assertThat(Numbers.percent(0.98934, 2)).isEqualTo("98.93\u00a0%");
    assertThat(Numbers.percent(Double.NaN, 2)).isEqualTo("–");
  }

  @Test
  void countsAreGroupedByThree() {
    assertThat(Numbers.count(61706)).isEqualTo("61,706");
    assertThat(Numbers.count(-1234567)).isEqualTo("−1,234,567");
  }

  @Test
  void measurementsKeepFourDigits() {
    assertThat(Numbers.significant(0.0327)).isEqualTo("0.03270");
    assertThat(Numbers.significant(2.30258)).isEqualTo("2.303");
    assertThat(Numbers.significant(14388.2)).isEqualTo("14,388");
    assertThat(Numbers.significant(2.5e-7)).isEqualTo("2.50·10⁻⁷");
    assertThat(Numbers.significant(-3.456e12)).isEqualTo("−3.46·10¹²");
    assertThat(Numbers.significant(0)).isEqualTo("0");
    assertThat(Numbers.significant(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
  }

  @Test
  void timesAreWrittenInTheirTwoLargestUnits() {
    assertThat(Numbers.duration(41.74)).isEqualTo("41.7\u00a0s");
    assertThat(Numbers.duration(125)).isEqualTo("2\u00a0min 5\u00a0s");
    assertThat(Numbers.duration(3725)).isEqualTo("1\u00a0h 2\u00a0min");
    assertThat(Numbers.duration(Double.NaN)).isEqualTo("–");
  }
}
