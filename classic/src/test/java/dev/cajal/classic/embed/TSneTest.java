package dev.cajal.classic.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.classic.Samples;
import dev.cajal.grad.Gradients;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TSneTest {

  private static Tensor heaps(int n, int width, int heaps, long seed) {
    Random random = new Random(seed);
    double[] values = new double[n * width];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < width; j++) {
        values[i * width + j] = (j % heaps == i % heaps ? 6 : 0) + random.nextGaussian();
      }
    }
    return Tensor.of(Shape.of(n, width), values);
  }

  private static double[] places(int n, long seed) {
    return new Random(seed).doubles(n, -3, 3).toArray();
  }

  @Test
  void everySampleHasThePerplexityAskedFor() {
    double[] squares = new Random(3).doubles(200, 1000, 1100).toArray();
    Bandwidth.apply(squares, 30);
    assertThat(Arrays.stream(squares).sum()).isEqualTo(1, within(1e-12));
    double entropy = -Arrays.stream(squares).map(p -> p == 0 ? 0 : p * Math.log(p)).sum();
    assertThat(Math.exp(entropy)).isEqualTo(30, within(1e-6));
  }

  @Test
  void neighboursAtTheSameDistanceAreAlike() {
    double[] squares = {4, 4, 4, 4};
    Bandwidth.apply(squares, 3);
    assertThat(squares).containsExactly(new double[] {0.25, 0.25, 0.25, 0.25}, within(1e-15));
  }

  @Test
  void affinitiesAreSymmetricAndSumToOne() {
    for (Affinities p :
        List.of(Affinities.all(heaps(40, 5, 2, 1), 8), Affinities.nearest(heaps(40, 5, 2, 1), 8))) {
      double[] all = p.dense();
      assertThat(Arrays.stream(all).sum()).isEqualTo(1, within(1e-12));
      for (int i = 0; i < 40; i++) {
        assertThat(all[i * 40 + i]).isZero();
        for (int j = 0; j < i; j++) {
          assertThat(all[i * 40 + j]).isEqualTo(all[j * 40 + i]);
        }
      }
    }
  }

  @Test
  void theExactGradientIsThatOfAutomaticDifferentiation() {
    int n = 70;
    Affinities p = Affinities.all(heaps(n, 6, 3, 2), 10);
    double[] px = places(n, 4);
    double[] py = places(n, 5);
    Variable x = new Variable("x", Tensor.of(Shape.of(n), px).type());
    Variable y = new Variable("y", x.type());
    x.set(px);
    y.set(py);
    Tensor dense = Tensor.of(Shape.of(n, n), p.dense());
    Tensor cross = ExactForces.crossEntropy(dense, x.tensor(), y.tensor());
    Gradients derived = Gradients.of(cross, List.of(x, y));
    double[] dx = new double[n];
    double[] dy = new double[n];
    ExactForces forces = new ExactForces(p, DType.FLOAT64);
    forces.gradient(px, py, 1, dx, dy);
    assertThat(dx).containsExactly(derived.get(x).toDoubles(), within(1e-12));
    assertThat(dy).containsExactly(derived.get(y).toDoubles(), within(1e-12));
    assertThat(forces.divergence(px, py))
        .isEqualTo(p.negativeEntropy() + cross.item(), within(1e-12));
  }

  @Test
  void theExactGradientIsThatOfFiniteDifferences() {
    int n = 30;
    ExactForces forces = new ExactForces(Affinities.all(heaps(n, 4, 2, 6), 5), DType.FLOAT64);
    double[] x = places(n, 7);
    double[] y = places(n, 8);
    double[] dx = new double[n];
    double[] dy = new double[n];
    forces.gradient(x, y, 1, dx, dy);
    for (int i = 0; i < n; i++) {
      double kept = x[i];
      x[i] = kept + 1e-5;
      double above = forces.divergence(x, y);
      x[i] = kept - 1e-5;
      double below = forces.divergence(x, y);
      x[i] = kept;
      assertThat(dx[i]).isEqualTo((above - below) / 2e-5, within(1e-8));
    }
  }

  @Test
  void theTreeWithoutCoarsenessGivesTheExactGradient() {
    int n = 300;
    Affinities p = Affinities.all(heaps(n, 5, 3, 9), 20);
    double[] x = places(n, 10);
    double[] y = places(n, 11);
    double[][] exact = new double[2][n];
    double[][] tree = new double[2][n];
    ExactForces forces = new ExactForces(p, DType.FLOAT64);
    forces.gradient(x, y, 3, exact[0], exact[1]);
    new TreeForces(p, 0).gradient(x, y, 3, tree[0], tree[1]);
    assertThat(tree[0]).containsExactly(exact[0], within(1e-13));
    assertThat(tree[1]).containsExactly(exact[1], within(1e-13));
    assertThat(new TreeForces(p, 0).divergence(x, y))
        .isEqualTo(forces.divergence(x, y), within(1e-12));
  }

  @Test
  void aCoarseTreeGivesNearlyTheSameRepulsion() {
    int n = 2000;
    double[] x = places(n, 12);
    double[] y = places(n, 13);
    QuadTree tree = new QuadTree(n);
    tree.build(x, y);
    double[] exact = new double[3];
    double[] coarse = new double[3];
    double wrong = 0;
    double length = 0;
    for (int place = 0; place < n; place++) {
      tree.forces(place, 0, exact);
      tree.forces(place, 0.25, coarse);
      wrong += Math.hypot(exact[0] - coarse[0], exact[1] - coarse[1]);
      length += Math.hypot(exact[0], exact[1]);
      assertThat(coarse[2]).isEqualTo(exact[2], within(0.02 * exact[2]));
    }
    assertThat(wrong / length).isLessThan(0.02);
  }

  @Test
  void equalPointsAreHeldByOneLeaf() {
    double[] x = new double[50];
    double[] y = new double[50];
    QuadTree tree = new QuadTree(50);
    tree.build(x, y);
    double[] sums = new double[3];
    tree.forces(0, 0.25, sums);
    assertThat(sums).containsExactly(0, 0, 49);
  }

  @Test
  void heapsStayApartAndEqualSeedsGiveEqualPoints() {
    Tensor features = heaps(90, 12, 3, 14).cast(DType.FLOAT32);
    for (TSne tsne : List.of(TSne.of(15).iterations(200), TSne.of(15).iterations(200).exact())) {
      Embedding map = tsne.fit(Samples.of(features));
      assertThat(map.points().shape()).isEqualTo(Shape.of(90, 2));
      double[] places = map.points().toDoubles();
      assertThat(sameHeap(places)).isEqualTo(1, within(0.001));
      assertThat(map.course()).hasSize(4);
      assertThat(map.divergence()).isEqualTo(map.course().getLast()).isBetween(0.0, 1.0);
      assertThat(map.course().get(3)).isLessThan(map.course().get(0));
      assertThat(tsne.fit(Samples.of(features)).points().toDoubles()).isEqualTo(places);
    }
  }

  /** The share of points whose nearest other is of their heap. */
  private static double sameHeap(double[] places) {
    int n = places.length / 2;
    int same = 0;
    for (int i = 0; i < n; i++) {
      int nearest = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int j = 0; j < n; j++) {
        double distance =
            Math.hypot(places[2 * i] - places[2 * j], places[2 * i + 1] - places[2 * j + 1]);
        if (j != i && distance < least) {
          least = distance;
          nearest = j;
        }
      }
      same += nearest % 3 == i % 3 ? 1 : 0;
    }
    return (double) same / n;
  }

  @Test
  void samplesOfOneFeatureAndEqualSamplesArePlacedToo() {
    float[] line = new float[40];
    Arrays.fill(line, 0, 20, 1);
    Tensor features = Tensor.of(Shape.of(40, 1), line);
    Tensor points = TSne.of(5).iterations(60).fit(Samples.of(features)).points();
    assertThat(Arrays.stream(points.toDoubles())).allMatch(Double::isFinite);
  }

  @Test
  void impossibleWishesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TSne.of(30).fit(Samples.of(heaps(50, 3, 2, 1))))
        .withMessage(
            "t-SNE: perplexity 30.0 looks at 90 neighbours, there are 49 other samples; choose at"
                + " most 16");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TSne.of(0.5))
        .withMessage("t-SNE: perplexity 0.5 is below 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TSne.of(5).theta(2))
        .withMessage("t-SNE: theta 2.0 is not from 0 to 1");
  }
}
