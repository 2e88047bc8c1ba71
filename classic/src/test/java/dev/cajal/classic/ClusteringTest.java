package dev.cajal.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.tensor.Tensor;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClusteringTest {
  private static final Tensor LINE =
      Data.table(
          new double[] {0},
          new double[] {1},
          new double[] {2},
          new double[] {10},
          new double[] {11},
          new double[] {12});

  @Test
  void centresAreMeansAndInertiaIsTheSumOfSquares() {
    Clusters found = KMeans.of(2).fit(Samples.of(LINE));
    assertThat(found.centres().toDoubles()).containsExactlyInAnyOrder(1, 11);
    assertThat(found.inertia()).isCloseTo(4, within(1e-12));
    double[] of = found.predict(LINE).toDoubles();
    assertThat(of[0]).isEqualTo(of[1]).isEqualTo(of[2]).isNotEqualTo(of[3]);
    assertThat(of[3]).isEqualTo(of[4]).isEqualTo(of[5]);
  }

  @Test
  void oneClusterHasTheMeanAndAllHaveNoInertia() {
    double[] elbow = KMeans.of(1).elbow(Samples.of(LINE), 6);
    assertThat(elbow[0]).isCloseTo(154, within(1e-9));
    assertThat(elbow[1]).isCloseTo(4, within(1e-9));
    assertThat(elbow[5]).isZero();
    for (int k = 1; k < 6; k++) {
      assertThat(elbow[k]).isLessThanOrEqualTo(elbow[k - 1]);
    }
  }

  /** Random starts often put two centres into one of nine clouds; k-means++ seldom does. */
  @Test
  void kMeansPlusPlusDependsLessOnTheStart() {
    Samples clouds = Data.clouds(9, 30, 0.3, 1);
    double best = KMeans.of(9).fit(clouds).inertia();
    long random = good(clouds, KMeans.Start.RANDOM, best);
    long spread = good(clouds, KMeans.Start.PLUS_PLUS, best);
    assertThat(random).isLessThan(15);
    assertThat(spread).isGreaterThan(random);
  }

  private static long good(Samples clouds, KMeans.Start start, double best) {
    KMeans once = KMeans.of(9).start(start).starts(1);
    return LongStream.range(0, 30)
        .filter(seed -> once.seed(seed).fit(clouds).inertia() < 1.01 * best)
        .count();
  }

  @Test
  void theSameSeedGivesTheSameCentres() {
    Samples clouds = Data.clouds(4, 25, 2, 3);
    assertThat(KMeans.of(5).seed(4).fit(clouds).centres().toArray())
        .isEqualTo(KMeans.of(5).seed(4).fit(clouds).centres().toArray());
  }

  /** All first centres may fall on equal samples; the empty clusters then move to others. */
  @Test
  void anEmptyClusterMovesToTheFarthestSample() {
    Tensor mostly =
        Data.table(
            new double[] {0, 0},
            new double[] {0, 0},
            new double[] {0, 0},
            new double[] {0, 0},
            new double[] {5, 0},
            new double[] {0, 7});
    for (long seed = 0; seed < 10; seed++) {
      Clusters found =
          KMeans.of(3).start(KMeans.Start.RANDOM).starts(1).seed(seed).fit(Samples.of(mostly));
      assertThat(found.inertia()).isZero();
    }
  }

  @Test
  void moreClustersThanDifferentSamplesAreRefused() {
    Tensor two = Data.table(new double[] {1}, new double[] {2}, new double[] {1}, new double[] {2});
    assertThatThrownBy(() -> KMeans.of(3).fit(Samples.of(two)))
        .hasMessage("k-means: k is 3, but only 2 samples differ; choose k from 1 to 2");
    assertThatThrownBy(() -> KMeans.of(3).start(KMeans.Start.RANDOM).fit(Samples.of(two)))
        .hasMessage("k-means: k is 3, but only 2 samples differ; choose k from 1 to 2");
    assertThatThrownBy(() -> KMeans.of(9).fit(Samples.of(two)))
        .hasMessage("k-means: k is 9, but there are 4 samples; choose k from 1 to 4");
  }

  /** Computed with NumPy from the definition. */
  @Test
  void theSilhouetteIsThatOfTheDefinition() {
    Tensor points =
        Data.table(
            new double[] {0, 0},
            new double[] {0, 1},
            new double[] {1, 0},
            new double[] {5, 5},
            new double[] {5, 6},
            new double[] {9, 0});
    double mean = Silhouette.mean(Samples.of(points), Data.labels(0, 0, 0, 1, 1, 2), Metric.L2);
    assertThat(mean).isCloseTo(0.70237518778043, within(1e-12));
  }

  @Test
  void theSilhouetteIsHighestForTheNumberOfClouds() {
    Samples clouds = Data.clouds(4, 30, 0.7, 2);
    double[] means = new double[7];
    for (int k = 2; k < 7; k++) {
      Tensor of = KMeans.of(k).fit(clouds).predict(clouds.features());
      means[k] = Silhouette.mean(clouds, of, Metric.L2);
    }
    for (int k = 2; k < 7; k++) {
      assertThat(means[4]).isGreaterThanOrEqualTo(means[k]);
    }
    assertThat(means[4]).isGreaterThan(0.6);
    assertThatThrownBy(
            () -> Silhouette.mean(Samples.of(LINE), Data.labels(0, 0, 0, 0, 0, 0), Metric.L2))
        .hasMessageContaining("silhouette: all samples are of class 0");
  }

  /** The values of scikit-learn's adjusted_rand_score. */
  @Test
  void theAdjustedRandIndexComparesGroupsWhateverTheirNames() {
    Tensor two = Data.labels(0, 0, 1, 1);
    assertThat(RandIndex.adjusted(two, Data.labels(7, 7, 3, 3))).isEqualTo(1);
    assertThat(RandIndex.adjusted(two, Data.labels(0, 0, 1, 2)))
        .isCloseTo(0.5714285714285715, within(1e-12));
    assertThat(RandIndex.adjusted(two, Data.labels(0, 1, 0, 1))).isCloseTo(-0.5, within(1e-12));
    assertThat(RandIndex.adjusted(two, Data.labels(0, 0, 0, 0))).isZero();
    assertThat(RandIndex.adjusted(Data.labels(1, 1, 1), Data.labels(2, 2, 2))).isEqualTo(1);
    assertThatThrownBy(() -> RandIndex.adjusted(two, Data.labels(0, 1)))
        .hasMessageContaining("rand index: groups are int64[4] and int64[2]");
  }
}
