package dev.cajal.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Fold;
import dev.cajal.nn.data.PixelDataset;
import dev.cajal.nn.data.Splits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
  @Test
  void everyFoldIsJudgedOnceAndMeanAndSpreadAreThoseOfTheFolds() throws IOException {
    Dataset data =
        new PixelDataset(
            Shape.of(1), new byte[][] {new byte[8]}, new int[8], List.of("any"), "zeros");
    List<Integer> seen = new ArrayList<>();
    CrossValidation result =
        CrossValidation.of(
            Splits.folds(data, 4, 1),
            fold -> {
              seen.add(fold.number());
              return new Metrics(fold.number(), fold.number() / 10.0, Double.NaN);
            });
    assertThat(seen).containsExactly(1, 2, 3, 4);
    assertThat(result.accuracy()).isCloseTo(0.25, within(1e-12));
    assertThat(result.accuracyDeviation()).isCloseTo(Math.sqrt(0.05 / 3), within(1e-12));
    assertThat(result.loss()).isCloseTo(2.5, within(1e-12));
    assertThat(result.lossDeviation()).isCloseTo(Math.sqrt(5.0 / 3), within(1e-12));
  }

  @Test
  void noFoldsAreNoResult() {
    List<Fold> none = List.of();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossValidation.of(none, fold -> new Metrics(0, 0, 0)));
  }
}
