package dev.cajal.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerceptronTest {

  /** Samples of d features on both sides of a plane, none nearer to it than the gap. */
  private static Samples separable(int n, int d, double gap, long seed) {
    RandomStream random = new RandomStream(seed, "plane");
    double[] plane = new double[d];
    double length = 0;
    for (int j = 0; j < d; j++) {
      plane[j] = random.gaussian();
      length += plane[j] * plane[j];
    }
    double[] values = new double[n * d];
    long[] labels = new long[n];
    for (int i = 0; i < n; ) {
      double side = 0.3;
      for (int j = 0; j < d; j++) {
        values[i * d + j] = random.gaussian();
        side += plane[j] / Math.sqrt(length) * values[i * d + j];
      }
      labels[i] = side > 0 ? 1 : 0;
      i += Math.abs(side) > gap ? 1 : 0;
    }
    return Samples.of(Tensor.of(Shape.of(n, d), values), Data.labels(labels));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void itConvergesWithinTheBoundOfNovikoff(long seed) {
    Samples samples = separable(60, 2 + (int) (seed % 4), 0.05 * seed, seed);
    Separability proof = Separability.of(samples);
    assertThat(proof.verdict()).isEqualTo(Separability.Verdict.SEPARABLE);
    TrainedPerceptron trained = Perceptron.of(5).seed(seed).fit(samples);
    assertThat(trained.converged()).isTrue();
    assertThat(trained.accuracy(samples)).isEqualTo(1);
    assertThat(trained.corrections()).isPositive().isLessThanOrEqualTo((long) proof.bound());
  }

  /** The points (±1, 1): the plane is x = 0, the margin 1, and the longest point √2. */
  @Test
  void marginAndBoundAreThoseOfTheClosedForm() {
    Samples two = Samples.of(Data.table(new double[] {-1}, new double[] {1}), Data.labels(0, 1));
    Separability found = Separability.of(two);
    assertThat(found.margin()).isCloseTo(1, within(1e-12));
    assertThat(found.radius()).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(found.bound()).isCloseTo(2, within(1e-9));
    assertThat(found.proof().toDoubles()).containsExactly(new double[] {0.5, 0.5}, within(1e-12));
  }

  @Test
  void onExclusiveOrItProvesThatThereIsNoPlane() {
    TrainedPerceptron trained = Perceptron.of(20).fit(Data.xor());
    assertThat(trained.converged()).isFalse();
    Separability found = trained.separability().orElseThrow();
    assertThat(found.verdict()).isEqualTo(Separability.Verdict.NOT_SEPARABLE);
    assertThat(found.bound()).isInfinite();
    // ¼ of each point: the middle of (0, 0) and (1, 1) is that of (0, 1) and (1, 0).
    assertThat(found.proof().toDoubles())
        .containsExactly(new double[] {0.25, 0.25, 0.25, 0.25}, within(1e-7));
    assertThat(found.residual()).isLessThan(1e-7);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void oneSampleOnTheWrongSideIsProved(long seed) {
    Samples samples = separable(80, 3, 0.3, seed);
    double[] labels = samples.labels().toDoubles();
    long[] one = new long[labels.length];
    for (int i = 0; i < one.length; i++) {
      one[i] = (long) labels[i];
    }
    // A copy of the first sample with the other label.
    Tensor copied =
        Tensor.concat(0, List.of(samples.features(), samples.features().slice(0, 0, 1)));
    long[] other = Arrays.copyOf(one, one.length + 1);
    other[one.length] = 1 - one[0];
    Samples nearly = Samples.of(copied, Data.labels(other));
    // The rule goes on for ever, the pocket keeps weights that are right but for a few.
    assertThat(Perceptron.of(50).fit(nearly).accuracy(nearly)).isGreaterThan(0.95);
    Separability found = Separability.of(nearly);
    assertThat(found.verdict()).isEqualTo(Separability.Verdict.NOT_SEPARABLE);
    double[] shares = found.proof().toDoubles();
    double[] sum = new double[4];
    double total = 0;
    double[] x = copied.toDoubles();
    for (int i = 0; i < shares.length; i++) {
      assertThat(shares[i]).isGreaterThanOrEqualTo(0);
      total += shares[i];
      for (int j = 0; j < 4; j++) {
        sum[j] += shares[i] * (other[i] == 1 ? 1 : -1) * (j < 3 ? x[3 * i + j] : 1);
      }
    }
    assertThat(total).isCloseTo(1, within(1e-9));
    assertThat(sum).containsExactly(new double[4], within(1e-6));
  }

  /** Fewer passes than the rule needs: separability is decided, and the rule goes on. */
  @Test
  void aSmallMarginOnlyTakesLonger() {
    Samples samples =
        Samples.of(
            Data.table(new double[] {1, 0}, new double[] {1.01, 0}, new double[] {30, 1}),
            Data.labels(0, 1, 0));
    TrainedPerceptron trained = Perceptron.of(1).fit(samples);
    assertThat(trained.accuracy(samples)).isEqualTo(1);
    assertThat(trained.separability()).isPresent();
    if (trained.converged()) {
      assertThat((double) trained.corrections())
          .isLessThanOrEqualTo(trained.separability().get().bound());
    }
  }

  @Test
  void manyClassesAreRefusedAndOneAgainstAllTakesThem() {
    Samples clouds = Data.clouds(4, 20, 0.5, 1);
    assertThatThrownBy(() -> Perceptron.of(10).fit(clouds))
        .hasMessage("perceptron: there are 4 classes, expected 2; wrap it in OneVsAll");
    assertThat(new OneVsAll(Perceptron.of(50)).fit(clouds).accuracy(clouds)).isGreaterThan(0.95);
    assertThatThrownBy(() -> Perceptron.of(0)).hasMessageContaining("0 passes");
  }
}
