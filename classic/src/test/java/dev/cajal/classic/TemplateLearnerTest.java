package dev.cajal.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.tensor.Tensor;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TemplateLearnerTest {

  @Test
  void theRightTemplateIsStrengthenedAndTheGuessedOneWeakened() {
    double[] only = {1, 0.5};
    Samples two = Samples.of(Data.table(only, only), Data.labels(1, 0));
    Set<Long> seen = new TreeSet<>();
    for (long seed = 1; seed <= 20; seed++) {
      var course = new TemplateLearner(1, 0.5, seed).course(two, 0, 1, 2);
      double[] before = weights(course.get(0));
      for (Classifier after : course.subList(1, 3)) {
        double[] change = weights(after);
        Arrays.setAll(change, i -> (change[i] - before[i]) / 0.5);
        // One template has gained what the other lost, or the guesses were right, or cancelled.
        assertThat(change[2]).isCloseTo(-change[0], within(1e-12));
        assertThat(change[1]).isCloseTo(change[0] / 2, within(1e-12));
        assertThat(change[0]).isCloseTo(Math.rint(change[0]), within(1e-12));
        seen.add(Math.round(change[0]));
      }
    }
    assertThat(seen).containsExactly(-1L, 0L, 1L);
  }

  private static double[] weights(Classifier learnt) {
    return learnt.linear().orElseThrow().weight().toDoubles();
  }

  @Test
  void templatesBeginAsSmallNumbers() {
    Samples clouds = Data.clouds(4, 30, 1.5, 4);
    var course = new TemplateLearner(2, 0.1, 3).course(clouds, 0, 2 * clouds.size());
    assertThat(Arrays.stream(weights(course.get(0))).boxed())
        .allMatch(w -> w != 0 && Math.abs(w) < 0.25);
    assertThat(weights(course.get(1)))
        .containsExactly(weights(new TemplateLearner(2, 0.1, 3).fit(clouds)));
    assertThatThrownBy(() -> TemplateLearner.of(1).course(clouds, 5, 4))
        .hasMessage(
            "template: templates after [5, 4] samples are asked for;"
                + " from 0 to "
                + clouds.size()
                + ", ascending, are known");
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
