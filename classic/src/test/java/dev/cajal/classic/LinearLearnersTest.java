package dev.cajal.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Trace;
import dev.cajal.tensor.Variable;
import org.junit.jupiter.api.Test;

class LinearLearnersTest {
  private static final Tensor X =
      Data.table(
          new double[] {1, 2, 0.5},
          new double[] {2, 1, -0.3},
          new double[] {3, 4, 0.8},
          new double[] {4, 3, -1.2},
          new double[] {5, 5, 0.1},
          new double[] {0.5, -1, 2});
  private static final Samples VALUES =
      Samples.of(X, Tensor.of(Shape.of(6), 1.0, 3.0, 2.5, 5.0, 4.0, -2.0));

  /** numpy.linalg.solve of the centred normal equations. */
  @Test
  void theNormalEquationsGiveLeastSquaresAndRidge() {
    LinearMap plain = LinearRegression.of(0).fit(VALUES);
    assertThat(plain.weight().toDoubles())
        .containsExactly(new double[] {0.36188625, 0.26785329, -1.48034576}, within(1e-7));
    assertThat(plain.bias().item()).isCloseTo(1.1589123340294096, within(1e-9));
    LinearMap ridge = LinearRegression.of(0.5).fit(VALUES);
    assertThat(ridge.weight().toDoubles())
        .containsExactly(new double[] {0.46646333, 0.29936014, -0.88720978}, within(1e-7));
    assertThat(ridge.bias().item()).isCloseTo(0.6274124803131609, within(1e-9));
  }

  @Test
  void descentComesToTheSameMap() {
    Descent descent = Descent.usual().optimizer(Sgd.of(0.02).momentum(0.9)).epochs(3000);
    LinearMap down = LinearRegression.of(0.5).descent(descent).fit(VALUES);
    LinearMap solved = LinearRegression.of(0.5).fit(VALUES);
    assertThat(down.predict(X).toDoubles())
        .containsExactly(solved.predict(X).toDoubles(), within(1e-3));
  }

  @Test
  void anExactPlaneIsFoundForSeveralTargetsInFloat32() {
    Tensor x = Tensor.of(Shape.of(4, 2), 0f, 0f, 1f, 0f, 0f, 1f, 2f, 3f);
    Tensor y = Tensor.of(Shape.of(4, 2), 1f, 0f, 3f, 5f, 0f, -1f, 2f, 7f);
    LinearMap map = LinearRegression.of(0).fit(Samples.of(x, y));
    assertThat(map.weight().toArray()).containsExactly(new float[] {2, -1, 5, -1}, within(1e-5f));
    assertThat(map.bias().toArray()).containsExactly(new float[] {1, 0}, within(1e-5f));
  }

  @Test
  void aFeatureThatDependsOnOthersIsNamed() {
    Tensor x = Data.table(new double[] {1, 2}, new double[] {2, 4}, new double[] {3, 6});
    Samples samples = Samples.of(x, Tensor.of(Shape.of(3), 1.0, 2.0, 3.0));
    assertThatThrownBy(() -> LinearRegression.of(0).fit(samples))
        .hasMessage(
            "linear regression: feature 1 depends linearly on those before it; leave it out, or"
                + " give a penalty l2 > 0");
    assertThat(LinearRegression.of(0.1).fit(samples).predict(x).shape()).isEqualTo(Shape.of(3, 1));
  }

  /** The minimum, found with NumPy to 1e-15 of the gradient. */
  @Test
  void logisticRegressionComesToTheMinimum() {
    Descent descent = Descent.usual().optimizer(Sgd.of(0.3).momentum(0.9)).epochs(4000);
    LinearMap map =
        LogisticRegression.of(0.1).descent(descent).fit(Data.six()).linear().orElseThrow();
    assertThat(map.weight().toDoubles())
        .containsExactly(
            new double[] {
              -0.64621025, -1.00637999, 1.11256208, -0.02025964, -0.46635183, 1.02663963
            },
            within(1e-3));
    double[] bias = map.bias().toDoubles();
    assertThat(bias[0] - bias[1]).isCloseTo(2.50524602 + 1.30498485, within(2e-3));
    assertThat(bias[1] - bias[2]).isCloseTo(-1.30498485 + 1.20026117, within(2e-3));
  }

  /** Two points at ±1: w is 1, or 1/l2 where the penalty is too large for a margin of 1. */
  @Test
  void theSvmOfTwoPointsIsThatOfTheClosedForm() {
    Samples two = Samples.of(Data.table(new double[] {-1}, new double[] {1}), Data.labels(0, 1));
    Descent descent = Descent.usual().optimizer(Adam.of(0.02)).epochs(2000);
    for (double l2 : new double[] {0.2, 2, 4}) {
      LinearMap map = LinearSvm.of(l2).descent(descent).fit(two).linear().orElseThrow();
      double w = l2 <= 1 ? 1 : 1 / l2;
      assertThat(map.weight().toDoubles()).containsExactly(new double[] {-w, w}, within(5e-3));
    }
  }

  /** The minimum over w, b and slacks by sequential quadratic programming (SciPy). */
  @Test
  void theSvmOfThreeClassesComesToTheMinimum() {
    Descent descent = Descent.usual().optimizer(Adam.of(0.02)).epochs(4000);
    LinearMap map = LinearSvm.of(0.1).descent(descent).fit(Data.six()).linear().orElseThrow();
    double[] wanted = {0.09411764705882354, 0.1944444444, 0.16};
    for (int c = 0; c < 3; c++) {
      assertThat(objective(map, c)).isCloseTo(wanted[c], within(2e-3));
    }
  }

  private static double objective(LinearMap map, int c) {
    double[] w = map.weight().toDoubles();
    double[] scores = map.predict(Data.six().features()).toDoubles();
    double[] labels = Data.six().labels().toDoubles();
    double sum = 0;
    for (int i = 0; i < 6; i++) {
      double t = labels[i] == c ? 1 : -1;
      sum += Math.max(0, 1 - t * scores[3 * i + c]) / 6;
    }
    return sum + 0.05 * (w[2 * c] * w[2 * c] + w[2 * c + 1] * w[2 * c + 1]);
  }

  @Test
  void oneAgainstAllOfLinearLearnersIsALinearMap() {
    Samples clouds = Data.clouds(4, 30, 0.6, 5);
    Classifier all =
        new OneVsAll(
                LogisticRegression.of(1e-3)
                    .descent(Descent.usual().epochs(400).optimizer(Adam.of(0.05))))
            .fit(clouds);
    assertThat(all.accuracy(clouds)).isGreaterThan(0.97);
    assertThat(all.linear().orElseThrow().weight().shape()).isEqualTo(Shape.of(4, 2));
    Classifier neighbours = new OneVsAll(KNearest.of(3)).fit(clouds);
    assertThat(neighbours.linear()).isEmpty();
    assertThat(neighbours.accuracy(clouds)).isGreaterThan(0.97);
  }

  @Test
  void aLinearMapIsANetwork() {
    Samples clouds = Data.clouds(3, 10, 1, 1);
    LinearMap map = LogisticRegression.of(0.01).fit(clouds).linear().orElseThrow();
    Module network = map.network(Shape.of(2, 1, 1));
    Tensor images = clouds.features().reshape(30, 2, 1, 1);
    Variable batch = new Variable("images", images.type());
    batch.set(images);
    assertThat(network.apply(batch.tensor(Trace.evaluation())).toArray())
        .containsExactly(map.predict(clouds.features()).toArray(), within(1e-6f));
  }

  @Test
  void aRateThatIsTooHighAndAClassTooFewAreNamed() {
    Descent wild = Descent.usual().optimizer(Sgd.of(1e6)).epochs(200);
    assertThatThrownBy(() -> LinearRegression.of(0).descent(wild).fit(VALUES))
        .hasMessageMatching(
            "linear regression: the loss became infinite in epoch \\d+; lower the rate");
    Samples one = Samples.of(X, Data.labels(1, 1, 1, 1, 1, 1));
    assertThatThrownBy(() -> LogisticRegression.of(0).fit(one))
        .hasMessage(
            "logistic regression: all samples are of class 1; at least two classes are needed");
    assertThatThrownBy(() -> LinearSvm.of(0).fit(one))
        .hasMessage("svm: all samples are of class 1; at least two classes are needed");
    assertThatThrownBy(() -> LinearSvm.of(-1).fit(Data.six()))
        .hasMessage("svm: l2 is -1.0, expected 0 or more");
    Samples gap = Samples.of(X, Data.labels(0, 0, 2, 2, 2, 0));
    assertThatThrownBy(() -> new OneVsAll(KNearest.of(1)).fit(gap))
        .hasMessage("one-vs-all: class 1 of 3 has no samples; leave it out of the labels");
  }
}
