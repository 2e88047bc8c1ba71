package dev.cajal.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakTest {
  private static final long MIB = 1 << 20;

  @Test
  void isSteadyWhereNothingChanges() {
    Soak soak = soak(new double[] {2, 2, 2, 2}, 100, 100, 100, 100);
    assertThat(soak.drift()).isZero();
    assertThat(soak.growth()).isZero();
    assertThat(soak.steady()).isTrue();
  }

  @Test
  void comparesTheMediansOfBothHalves() {
    Soak soak = soak(new double[] {2, 9, 2, 2.5, 0.1, 2.5}, 1, 1, 1, 1, 1, 1);
    assertThat(soak.drift()).isCloseTo(0.25, within(1e-9));
    assertThat(soak.steady()).isFalse();
  }

  @Test
  void comparesTheLargestMinutesOfBothHalves() {
    Soak soak = soak(new double[] {2, 2, 2, 2}, 100, 90, 117, 80);
    assertThat(soak.growth()).isEqualTo(17 * MIB);
    assertThat(soak.steady()).isFalse();
  }

  @Test
  void countsTheMiddleMinuteInBothHalves() {
    assertThat(soak(new double[] {3}, 5).drift()).isZero();
    assertThat(soak(new double[] {2, 4, 6}, 5, 5, 5).drift()).isCloseTo(2.0 / 3, within(1e-9));
  }

  private static Soak soak(double[] millis, long... resident) {
    return new Soak(
        IntStream.range(0, millis.length)
            .mapToObj(
                i -> new Soak.Minute(i + 1, 10, 2 * millis[i], millis[i], resident[i] * MIB, 0))
            .toList());
  }

  @Test
  void readsWhatLinuxTellsOfAProcess() throws Exception {
    Residence residence =
        Residence.parse(List.of("Name:\tjava", "VmHWM:\t    2048 kB", "VmRSS:\t 1024 kB"));
    assertThat(residence).isEqualTo(new Residence(MIB, 2 * MIB));
  }
}
