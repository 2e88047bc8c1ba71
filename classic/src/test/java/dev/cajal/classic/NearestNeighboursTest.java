package dev.cajal.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNeighboursTest {

  @ParameterizedTest
  @CsvSource({
    "l1, 7, 5",
    "l2, 5, 3.605551275463989",
    "cosine, 0.5754187158, 0.5147928994",
    "chebyshev, 4, 3",
  })
  void distancesAreThoseOfTheFormula(String name, double first, double second) {
    Tensor a = Data.table(new double[] {1, -2});
    Tensor b = Data.table(new double[] {4, 2}, new double[] {3, 1});
    double cosine1 = 1 - (1 * 4 - 2 * 2) / (Math.sqrt(5) * Math.sqrt(20));
    double cosine2 = 1 - (1 * 3 - 2 * 1) / (Math.sqrt(5) * Math.sqrt(10));
    double[] wanted =
        name.equals("cosine") ? new double[] {cosine1, cosine2} : new double[] {first, second};
    assertThat(Metric.named(name).between(a, b).toDoubles()).containsExactly(wanted, within(1e-12));
  }

  @Test
  void aMetricWithoutAPlaceInTheListIsRefused() {
    assertThatThrownBy(() -> Metric.named("manhattan"))
        .hasMessage("no metric is called 'manhattan'; there are l1, l2, cosine, chebyshev");
  }

  /** More samples than a chunk, more rows than a block, none a multiple. */
  @Test
  void neighboursAreThoseOfAFullSort() {
    int n = 9000;
    int asked = 700;
    Tensor samples = random(n, 3, 1);
    Tensor rows = random(asked, 3, 2);
    long[] labels = IntStream.range(0, n).mapToLong(i -> i % 2).toArray();
    List<Neighbours> found =
        KNearest.of(4)
            .metric(Metric.L1)
            .fit(Samples.of(samples, Data.labels(labels)))
            .neighbours(rows);
    float[] x = samples.toArray();
    float[] q = rows.toArray();
    for (int i = 0; i < asked; i += 67) {
      double[] d = new double[n];
      for (int s = 0; s < n; s++) {
        for (int j = 0; j < 3; j++) {
          d[s] += Math.abs(x[3 * s + j] - q[3 * i + j]);
        }
      }
      int[] order =
          IntStream.range(0, n)
              .boxed()
              .sorted((a, b) -> Double.compare(d[a], d[b]))
              .mapToInt(v -> v)
              .toArray();
      for (int rank = 0; rank < 4; rank++) {
        assertThat(found.get(i).sample(rank)).isEqualTo(order[rank]);
        assertThat(found.get(i).distance(rank)).isCloseTo((float) d[order[rank]], within(1e-5f));
      }
    }
  }

  private static Tensor random(int n, int d, long seed) {
    RandomStream random = new RandomStream(seed, "test");
    float[] values = new float[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return Tensor.of(Shape.of(n, d), values);
  }

  @Test
  void theMajorityWinsAndATieGoesToTheNearer() {
    Tensor x =
        Data.table(
            new double[] {1},
            new double[] {2},
            new double[] {3},
            new double[] {4.5},
            new double[] {10});
    Samples samples = Samples.of(x, Data.labels(1, 0, 0, 1, 2));
    Tensor at = Data.table(new double[] {0}, new double[] {8});
    assertThat(KNearest.of(1).fit(samples).predict(at).toDoubles()).containsExactly(1, 2);
    assertThat(KNearest.of(3).fit(samples).predict(at).toDoubles()).containsExactly(0, 2);
    assertThat(KNearest.of(4).fit(samples).predict(at).toDoubles()).containsExactly(1, 0);
  }

  @Test
  void errorsOfEachKAreThoseOfFittingIt() {
    Samples train = Data.clouds(3, 40, 3, 1);
    Samples validation = Data.clouds(3, 30, 3, 2);
    double[] errors = KNearest.of(1).errors(train, validation, 9);
    for (int k = 1; k <= 9; k++) {
      assertThat(errors[k - 1])
          .isCloseTo(1 - KNearest.of(k).fit(train).accuracy(validation), within(1e-12));
    }
    assertThat(Arrays.stream(errors).distinct().count()).isGreaterThan(2);
  }

  /** A feature in [0, 500] beside one in [0, 1e-4] that alone tells the classes apart. */
  @Test
  void aFeatureOfLargeNumbersDominatesUntilScaled() {
    RandomStream random = new RandomStream(7, "scales");
    float[] values = new float[800];
    long[] labels = new long[400];
    for (int i = 0; i < 400; i++) {
      labels[i] = i % 2;
      values[2 * i] = 500 * random.nextFloat();
      values[2 * i + 1] = 1e-4f * (0.45f * random.nextFloat() + 0.55f * labels[i]);
    }
    Tensor all = Tensor.of(Shape.of(400, 2), values);
    Tensor of = Data.labels(labels);
    Samples train = Samples.of(all.slice(0, 0, 200), of.slice(0, 0, 200));
    Samples test = Samples.of(all.slice(0, 200, 400), of.slice(0, 200, 400));
    assertThat(KNearest.of(1).fit(train).accuracy(test)).isBetween(0.4, 0.6);

    // Fitted on the training part alone.
    Tensor low = train.features().min(0).detach();
    Tensor range = train.features().max(0).sub(low).detach();
    double scaled =
        KNearest.of(1)
            .fit(train.map(x -> x.sub(low).div(range)))
            .accuracy(test.map(x -> x.sub(low).div(range)));
    assertThat(scaled).isGreaterThan(0.97);
  }

  @Test
  void whatCannotBeMeantIsSaidInOneLine() {
    Samples five =
        Samples.of(
            Data.table(
                new double[] {1},
                new double[] {2},
                new double[] {3},
                new double[] {4},
                new double[] {5}),
            Data.labels(0, 1, 0, 1, 0));
    assertThatThrownBy(() -> KNearest.of(9).fit(five))
        .hasMessage("knn: k is 9, but there are 5 samples; choose k from 1 to 5");
    assertThatThrownBy(() -> KNearest.of(0))
        .hasMessage("knn: k is 0; at least one neighbour must vote");
    assertThatThrownBy(
            () -> KNearest.of(1).fit(Samples.of(five.features(), Data.labels(3, 3, 3, 3, 3))))
        .hasMessage("knn: all samples are of class 3; at least two classes are needed");
    assertThatThrownBy(() -> KNearest.of(1).fit(five).predict(Data.table(new double[] {1, 2})))
        .hasMessageContaining("features are float64[1, 2], fitted on float64[n, 1]");
  }
}
