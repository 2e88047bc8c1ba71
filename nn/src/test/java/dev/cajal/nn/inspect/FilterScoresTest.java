package dev.cajal.nn.inspect;

import static dev.cajal.nn.Kernel.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.backend.TensorType;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.inspect.FilterScores.Filter;
import dev.cajal.tensor.Variable;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FilterScoresTest {

  @Test
  void aConstantIsSmoothAndACheckerboardAlternates() {
    Variable weight = new Variable("w", TensorType.float32(4, 1, 2, 3));
    weight.set(
        3, 3, 3, 3, 3, 3, //
        1, -1, 1, -1, 1, -1, //
        0, 0, 0, 0, 0, 0, //
        1, 0, 0, 0, 0, 0);
    FilterScores scores = FilterScores.of(weight);
    assertThat(scores.filters()).extracting(Filter::noise).startsWith(0.0, 2.0, Double.NaN);
    // One weight: two pairs, each (1 − 0)² over 1² + 0².
    assertThat(scores.filters().get(3).noise()).isEqualTo(1);
    assertThat(scores.filters().getFirst().norm()).isEqualTo(Math.sqrt(54), within(1e-5));
    assertThat(scores.byNoise()).containsExactly(0, 3, 1, 2);
    assertThat(scores.meanNoise()).isEqualTo(1);
  }

  @Test
  void channelsAreNotNeighbours() {
    Variable weight = new Variable("w", TensorType.float32(1, 2, 1, 2));
    weight.set(1, 1, -1, -1);
    assertThat(FilterScores.of(weight).filters().getFirst().noise()).isZero();
  }

  @Test
  void whiteNoiseHasOneWhateverItsScale() {
    SplittableRandom random = new SplittableRandom(4);
    Variable weight = new Variable("w", TensorType.float32(64, 4, 7, 7));
    double[] values = random.doubles(64 * 4 * 49, -30, 30).toArray();
    weight.set(values);
    FilterScores scores = FilterScores.of(weight);
    assertThat(scores.meanNoise()).isEqualTo(1, within(0.02));
    assertThat(scores.filters()).allMatch(f -> f.noise() > 0.7 && f.noise() < 1.3);
  }

  @Test
  void twinsAreFoundWithTheirSign() {
    Variable weight = new Variable("w", TensorType.float32(3, 1, 1, 2));
    weight.set(1, 0, 3, 4, -6, -8);
    FilterScores scores = FilterScores.of(weight);
    assertThat(scores.filters()).extracting(Filter::twin).containsExactly(1, 2, 1);
    assertThat(scores.filters().get(1).correlation()).isEqualTo(-1, within(1e-6));
    assertThat(scores.filters().get(0).correlation()).isEqualTo(0.6, within(1e-6));
    assertThat(scores.byCorrelation()).containsExactly(1, 2, 0);
  }

  @Test
  void onlyKernelsWithNeighboursAreScored() {
    Module model =
        new Sequential(
            new Conv2d(3, kernel(2)), new Conv2d(4, kernel(1)), new Flatten(), new Linear(2));
    model.build(Shape.of(1, 4, 4), 1);
    List<FilterScores> all = FilterScores.of(model);
    assertThat(all).extracting(FilterScores::path).containsExactly("0.weight");
    assertThatThrownBy(() -> FilterScores.of(model.variable("1.weight")))
        .hasMessage(
            "filter scores: 1.weight is [4, 3, 1, 1]; weights [filters, channels, …] with kernels"
                + " of more than one weight are needed");
  }
}
