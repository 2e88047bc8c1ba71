package dev.cajal.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpochRowTest {
  private static EpochRow row(int epoch, double accuracy, double loss) {
    Metrics metrics = new Metrics(loss, accuracy, Double.NaN);
    return new EpochRow(
        epoch, 7L * epoch, 1e-3, metrics, Optional.of(metrics), 0.1, 1.5, 1e4 / 3, 0);
  }

  @Test
  void aRowComesBackFromItsText() {
    EpochRow full = row(3, 0.1 + 0.2, 1 / 3.0);
    assertThat(EpochRow.parse(full.csv())).isEqualTo(full);
    EpochRow bare =
        new EpochRow(1, 2, 0.1, new Metrics(1, 0.5, 0.75), Optional.empty(), 3, 4, 5, 0.5);
    assertThat(EpochRow.parse(bare.csv())).isEqualTo(bare);
    assertThat(bare.csv()).isEqualTo("1,2,0.1,1.0,0.5,0.75,,,,3.0,4.0,5.0,0.5");
  }

  @Test
  void aTextThatIsNoRowIsRefused() {
    assertThatThrownBy(() -> EpochRow.parse("1,2,3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("13 columns, found 3");
    assertThatThrownBy(() -> EpochRow.parse("x,2,0.1,1.0,0.5,0.75,,,,3.0,4.0,5.0,0.5"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theBestRowHasTheHighestAccuracyThenTheLowestLoss() {
    assertThat(EpochRow.best(List.of())).isEmpty();
    assertThat(EpochRow.best(List.of(row(1, 0.5, 2), row(2, 0.75, 3), row(3, 0.75, 1))))
        .hasValue(3);
    assertThat(EpochRow.best(List.of(row(1, 0.5, 2), row(2, 0.5, 2)))).hasValue(1);
  }
}
