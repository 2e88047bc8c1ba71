package dev.cajal.viz.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void theBarOfAShareStaysBetweenNothingAndTheWhole() {
    assertThat(new Spread(0.95, 0.09).upper(Axis.Kind.PERCENT)).isEqualTo(1);
    assertThat(new Spread(0.05, 0.09).lower(Axis.Kind.PERCENT)).isZero();
    assertThat(new Spread(0.5, 0.25).upper(Axis.Kind.PERCENT)).isEqualTo(0.75);
  }

  @Test
  void aGainInPercentMayPassBoth() {
    assertThat(new Spread(1.5, 0.25).upper(Axis.Kind.PERCENT)).isEqualTo(1.75);
    assertThat(new Spread(-0.5, 0.25).lower(Axis.Kind.PERCENT)).isEqualTo(-0.75);
  }

  @Test
  void onALogarithmicAxisABarThatWouldReachZeroEndsAtItsMean() {
    assertThat(new Spread(2, 3).lower(Axis.Kind.LOG)).isEqualTo(2);
    assertThat(new Spread(2, 1).lower(Axis.Kind.LOG)).isEqualTo(1);
    assertThat(new Spread(2, 3).lower(Axis.Kind.NUMBER)).isEqualTo(-1);
  }
}
