package dev.cajal.viz.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void lossesStartAtZeroWhenTheirRangeIsWide() {
    Scale scale = Scale.covering(Axis.Kind.NUMBER, 0.02, 0.31, 200, 0);
    assertThat(scale.ticks().stream().map(scale::text))
        .containsExactly("0.0", "0.1", "0.2", "0.3", "0.4");
    assertThat(scale.pixel(0)).isEqualTo(200);
  }

  @Test
  void narrowRangesAreMagnified() {
    Scale scale = Scale.covering(Axis.Kind.PERCENT, 0.965, 0.991, 200, 0);
    assertThat(scale.ticks().stream().map(scale::text))
        .containsExactly("96\u00a0%", "97\u00a0%", "98\u00a0%", "99\u00a0%", "100\u00a0%");
  }

  @Test
  void percentagesNeverPassAHundred() {
    Scale scale = Scale.covering(Axis.Kind.PERCENT, 0.1, 0.97, 200, 0);
    assertThat(scale.ticks().getLast()).isEqualTo(1.0, within(1e-12));
  }

  @Test
  void epochsAreMarkedAtWholeNumbers() {
    Scale scale = Scale.spanning(Axis.Kind.INTEGER, 1, 3, 0, 100);
    assertThat(scale.ticks().stream().map(scale::text)).containsExactly("1", "2", "3");
    assertThat(Scale.spanning(Axis.Kind.INTEGER, 1, 1, 0, 100).pixel(1)).isEqualTo(50);
  }

  @Test
  void logarithmicAxesMarkPowersOfTen() {
    Scale scale = Scale.covering(Axis.Kind.LOG, 2e-5, 0.4, 0, 500);
    assertThat(scale.ticks().stream().map(scale::text))
        .containsExactly("10⁻⁵", "10⁻⁴", "0.001", "0.01", "0.1", "1");
    assertThat(scale.pixel(0.01)).isEqualTo(300, within(1e-9));
  }

  @Test
  void logarithmicAxesOfFewDecadesMarkOneTwoAndFive() {
    Scale scale = Scale.covering(Axis.Kind.LOG, 0.06, 3.1, 0, 100);
    assertThat(scale.ticks().stream().map(scale::text))
        .containsExactly("0.05", "0.1", "0.2", "0.5", "1", "2", "5");
    assertThat(scale.pixel(0.05)).isEqualTo(0, within(1e-6));
    assertThat(scale.pixel(5)).isEqualTo(100, within(1e-6));
    Scale small = Scale.covering(Axis.Kind.LOG, 2.5e-6, 4e-6, 0, 100);
    assertThat(small.ticks().stream().map(small::text)).containsExactly("2·10⁻⁶", "5·10⁻⁶");
  }

  @Test
  void positionsOnALogarithmicAxisFillIt() {
    Scale scale = Scale.spanning(Axis.Kind.LOG, 64, 2048, 0, 100);
    assertThat(scale.ticks().stream().map(scale::text))
        .containsExactly("100", "200", "500", "1,000", "2,000");
    assertThat(scale.pixel(64)).isEqualTo(0, within(1e-6));
    assertThat(scale.pixel(2048)).isEqualTo(100, within(1e-6));
  }

  @Test
  void oneValueOnALogarithmicAxisGetsRoom() {
    for (double value : new double[] {1e-7, 0.1, 3, 1000}) {
      Scale scale = Scale.spanning(Axis.Kind.LOG, value, value, 0, 100);
      assertThat(scale.pixel(value)).isBetween(1.0, 99.0);
      assertThat(scale.ticks()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void aConstantShareIsShownOfTheWhole() {
    Scale scale = Scale.covering(Axis.Kind.PERCENT, 1, 1, 0, 100);
    assertThat(scale.low()).isZero();
    assertThat(scale.high()).isEqualTo(1);
  }

  @Test
  void constantValuesGetRoom() {
    for (double value : new double[] {0, 0.5, -3, 1e9}) {
      Scale scale = Scale.covering(Axis.Kind.NUMBER, value, value, 0, 100);
      assertThat(scale.pixel(value)).isBetween(0.0, 100.0);
      assertThat(scale.high()).isGreaterThan(scale.low());
    }
  }

  @Test
  void anyRangeGetsAHandfulOfTicksThatCoverIt() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      double a = random.nextGaussian() * Math.pow(10, random.nextInt(-4, 8));
      double b = a + random.nextDouble() * Math.pow(10, random.nextInt(-4, 8));
      Scale scale = Scale.covering(Axis.Kind.NUMBER, a, b, 0, 100);
      assertThat(scale.ticks()).hasSizeBetween(2, 9);
      assertThat(scale.pixel(a)).isBetween(-1e-3, 100.001);
      assertThat(scale.pixel(b)).isBetween(-1e-3, 100.001);
    }
  }
}
