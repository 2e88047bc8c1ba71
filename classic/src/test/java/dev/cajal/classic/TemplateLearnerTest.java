package dev.cajal.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TemplateLearnerTest {

  /** One pass over (1, 0) and (0, 1): before any evidence class 0 is guessed. */
  @Test
  void theRightTemplateIsStrengthenedAndTheGuessedOneWeakened() {
    Samples two =
        Samples.of(Data.table(new double[] {1, 0}, new double[] {0, 1}), Data.labels(1, 0));
    LinearMap learnt = new TemplateLearner(1, 0.5, 1).fit(two).linear().orElseThrow();
    // Guessed right at (0, 1), as all scores are 0; wrong at (1, 0).
    assertThat(learnt.weight().toDoubles())
        .containsExactly(new double[] {-0.5, 0, 0.5, 0}, within(1e-12));
    assertThat(learnt.bias().toDoubles()).containsOnly(0);
  }

  @Test
  void theRateChangesNoGuess() {
    Samples clouds = Data.clouds(4, 30, 1.5, 4);
    double[] slow =
        new TemplateLearner(3, 0.01, 2).fit(clouds).predict(clouds.features()).toDoubles();
    double[] fast = new TemplateLearner(3, 1, 2).fit(clouds).predict(clouds.features()).toDoubles();
    int same = 0;
    for (int i = 0; i < slow.length; i++) {
      same += slow[i] == fast[i] ? 1 : 0;
    }
    assertThat(same).isGreaterThanOrEqualTo(slow.length - 1);
  }

  /** A bar at one place is learnt; the same bar elsewhere lies on the wrong template or on none. */
  @Test
  void whatIsMovedIsNotRecognised() {
    double[][] bars = new double[6][12];
    long[] labels = new long[6];
    for (int i = 0; i < 6; i++) {
      labels[i] = i % 2;
      for (int j = 0; j < 3; j++) {
        bars[i][6 * (i % 2) + j] = 1 + 0.1 * i;
      }
    }
    Samples train = Samples.of(Data.table(bars), Data.labels(labels));
    Classifier learnt = TemplateLearner.of(5).fit(train);
    assertThat(learnt.accuracy(train)).isEqualTo(1);
    Samples moved = train.map(x -> x.roll(1, 6));
    assertThat(learnt.accuracy(moved)).isZero();
  }

  @Test
  void whatCannotBeMeantIsSaidInOneLine() {
    assertThatThrownBy(() -> TemplateLearner.of(0))
        .hasMessage("template: 0 epochs at rate 0.01; at least 1, and more than 0, are needed");
    Tensor x = Data.table(new double[] {1}, new double[] {2});
    assertThatThrownBy(() -> TemplateLearner.of(1).fit(Samples.of(x, Data.labels(0, 0))))
        .hasMessage("template: all samples are of class 0; at least two classes are needed");
  }
}
