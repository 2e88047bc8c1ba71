package dev.cajal.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ForestTest {

  @Test
  void aForestLearnsWhatNoPlaneCan() {
    Samples train = rings(400, 1);
    Samples test = rings(400, 2);
    assertThat(RandomForest.of(30).fit(train).accuracy(test)).isGreaterThan(0.9);
    assertThat(LogisticRegression.of(0).fit(train).accuracy(test)).isLessThan(0.7);
  }

  /** Class 1 lies within a ring around class 0. */
  private static Samples rings(int n, long seed) {
    Samples cloud = Data.clouds(1, n, 1, seed);
    Tensor far = cloud.features().square().sum(1).greater(1.4).cast(DType.INT64);
    return Samples.of(cloud.features(), far);
  }

  @Test
  void boostingRaisesWhatASingleQuestionCanDo() {
    Samples train = rings(400, 1);
    Samples test = rings(400, 2);
    double one = AdaBoost.of(1).fit(train).accuracy(test);
    double many = AdaBoost.of(60).fit(train).accuracy(test);
    assertThat(one).isLessThan(0.8);
    assertThat(many).isGreaterThan(one + 0.1);
  }

  @Test
  void theSameSeedGivesTheSameVotesAndAnotherOthers() {
    Samples train = Data.clouds(3, 60, 3, 1);
    Tensor at = Data.clouds(3, 40, 3, 2).features();
    float[] once = RandomForest.of(10).seed(3).fit(train).scores(at).toArray();
    assertThat(RandomForest.of(10).seed(3).fit(train).scores(at).toArray()).isEqualTo(once);
    assertThat(RandomForest.of(10).seed(4).fit(train).scores(at).toArray()).isNotEqualTo(once);
  }

  /** Eight classes on a line: a tree of depth d tells at most 2 to the power d of them. */
  @Test
  void aTreeAsksNoMoreQuestionsThanItsDepth() {
    float[] x = new float[64];
    long[] y = new long[64];
    for (int i = 0; i < 64; i++) {
      x[i] = i;
      y[i] = i / 8;
    }
    Samples line = Samples.of(Tensor.of(Shape.of(64, 1), x), Data.labels(y));
    assertThat(said(AdaBoost.of(1), line)).isEqualTo(2);
    assertThat(said(AdaBoost.of(1).depth(2), line)).isBetween(3L, 4L);
    assertThat(said(RandomForest.of(1).depth(1), line)).isEqualTo(2);
    assertThat(said(RandomForest.of(1), line)).isGreaterThan(5);
  }

  private static long said(Learner<Classifier> learner, Samples samples) {
    double[] classes = learner.fit(samples).predict(samples.features()).toDoubles();
    return Arrays.stream(classes).distinct().count();
  }

  /** A row of zeros, and a feature that was never seen but as zero. */
  @Test
  void zerosAreValuesLikeOthers() {
    Samples samples =
        Samples.of(
            Data.table(
                new double[] {0, 0, 0},
                new double[] {0, 2, 0},
                new double[] {0, 0, 0},
                new double[] {0, 3, 0},
                new double[] {0, 0, 0},
                new double[] {0, 2, 0}),
            Data.labels(0, 1, 0, 1, 0, 1));
    Classifier boosted = AdaBoost.of(3).fit(samples);
    assertThat(boosted.accuracy(samples)).isEqualTo(1);
    Tensor unseen = Data.table(new double[] {0, 0, 5}, new double[] {1, 4, 1});
    assertThat(boosted.predict(unseen).toDoubles()).containsExactly(0, 1);
  }

  @Test
  void scoresAreForClassesInOrderEvenIfOneHasNoSamples() {
    Samples samples =
        Samples.of(
            Data.table(new double[] {0}, new double[] {0.1}, new double[] {5}, new double[] {5.1}),
            Data.labels(0, 0, 2, 2));
    Classifier boosted = AdaBoost.of(2).fit(samples);
    assertThat(boosted.predict(samples.features()).toDoubles()).containsExactly(0, 0, 2, 2);
    assertThat(boosted.scores(samples.features()).dim(1)).isEqualTo(3);
  }

  @Test
  void whatCannotBeMeantIsSaidInOneLine() {
    Samples clouds = Data.clouds(2, 5, 1, 1);
    assertThatThrownBy(() -> RandomForest.of(0)).hasMessageContaining("forest: 0 trees");
    assertThatThrownBy(() -> RandomForest.of(5).features(3).fit(clouds))
        .hasMessage("forest: splits among 3 features, the samples have 2");
    assertThatThrownBy(() -> AdaBoost.of(5).depth(0)).hasMessageContaining("of depth 0");
    Samples one = Samples.of(clouds.features(), clouds.labels().mul(0));
    assertThatThrownBy(() -> RandomForest.of(5).fit(one))
        .hasMessage("forest: all samples are of class 0; at least two classes are needed");
    assertThatThrownBy(
            () -> RandomForest.of(5).fit(clouds).predict(Tensor.eye(clouds.features().dtype(), 3)))
        .hasMessageContaining("fitted on float32[n, 2]");
  }
}
