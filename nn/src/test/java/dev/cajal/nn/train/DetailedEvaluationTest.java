package dev.cajal.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DetailedEvaluationTest {
  private static final double[] SCORES = {0.1, 0.4, 0.35, 0.8};
  private static final boolean[] POSITIVE = {false, false, true, true};

  @Test
  void theRocCurveOfTheManualOfScikitLearn() {
    // sklearn.metrics.roc_curve and roc_auc_score of the same four samples.
    RocCurve curve = RocCurve.of(SCORES, POSITIVE);
    assertThat(curve.points())
        .containsExactly(
            new RocCurve.Point(Double.POSITIVE_INFINITY, 0, 0),
            new RocCurve.Point(0.8, 0, 0.5),
            new RocCurve.Point(0.4, 0.5, 0.5),
            new RocCurve.Point(0.35, 0.5, 1),
            new RocCurve.Point(0.1, 1, 1));
    assertThat(curve.area()).isEqualTo(0.75);
  }

  @Test
  void precisionAndRecallOfTheManualOfScikitLearn() {
    // sklearn.metrics.precision_recall_curve and average_precision_score of the same.
    PrecisionRecall curve = PrecisionRecall.of(SCORES, POSITIVE);
    assertThat(curve.points())
        .containsExactly(
            new PrecisionRecall.Point(0.8, 0.5, 1),
            new PrecisionRecall.Point(0.4, 0.5, 0.5),
            new PrecisionRecall.Point(0.35, 1, 2 / 3.0),
            new PrecisionRecall.Point(0.1, 1, 0.5));
    assertThat(curve.averagePrecision()).isEqualTo(0.5 + 0.5 * 2 / 3, within(1e-15));
  }

  @Test
  void theAreaIsTheShareOfPairsInTheRightOrderAndTiesCountHalf() {
    Random random = new Random(1);
    double[] scores = random.ints(60, 0, 12).asDoubleStream().toArray();
    boolean[] positive = new boolean[60];
    for (int i = 0; i < 60; i++) {
      positive[i] = random.nextInt(12) < scores[i];
    }
    double pairs = 0;
    double right = 0;
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 60; j++) {
        if (positive[i] && !positive[j]) {
          pairs++;
          right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    assertThat(RocCurve.of(scores, positive).area()).isEqualTo(right / pairs, within(1e-12));
  }

  @Test
  void equalScoresAreOneStepWhateverTheirOrder() {
    boolean[] positive = {true, false, true, false};
    RocCurve curve = RocCurve.of(new double[4], positive);
    assertThat(curve.points()).hasSize(2);
    assertThat(curve.area()).isEqualTo(0.5);
    assertThat(PrecisionRecall.of(new double[4], positive).averagePrecision()).isEqualTo(0.5);
  }

  @Test
  void missingKindsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RocCurve.of(new double[2], new boolean[] {true, true}))
        .withMessage("ROC: 2 positive and 0 negative samples; both kinds are needed");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrecisionRecall.of(new double[2], new boolean[2]))
        .withMessage("precision and recall: none of 2 samples is positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RocCurve.of(new double[] {1, Double.NaN}, new boolean[2]))
        .withMessage(
            "ranking: 2 scores, 1 of them not numbers, for 2 samples; give a number for each");
  }

  @Test
  void probabilitiesAreThoseOfTheModelAndAgreeWithTheEvaluation() {
    Dataset data = Toys.noise(37, 4, 2);
    Module model = Toys.network(3);
    EvaluationOptions options = EvaluationOptions.plain().batch(10);
    DetailedEvaluation detailed = DetailedEvaluation.of(model, data, options);
    Evaluation plain = Evaluation.of(model, data, options);
    assertThat(detailed.evaluation().metrics()).isEqualTo(plain.metrics());
    List<Prediction> said = new ArrayList<>();
    for (int i = 0; i < 37; i++) {
      float[] row = new float[4];
      float sum = 0;
      for (int c = 0; c < 4; c++) {
        row[c] = detailed.probability(i, c);
        sum += row[c];
      }
      said.add(new Prediction(row));
      assertThat(sum).isEqualTo(1, within(1e-5f));
      assertThat(detailed.probability(i, plain.predicted(i)))
          .isEqualTo(plain.confidence(i), within(1e-6f));
      assertThat(detailed.label(i)).isEqualTo(data.label(i));
    }
    assertThat(detailed.reliability(5).calibrationError())
        .isEqualTo(Reliability.of(said, data, 5).calibrationError(), within(1e-6));
    assertThat(detailed.hasCurves(0)).isTrue();
    assertThat(detailed.roc(0).area()).isBetween(0.0, 1.0);
    assertThat(detailed.precisionRecall(0).points().getLast().recall()).isEqualTo(1);
  }

  @Test
  void theCalibrationErrorByHand() {
    // Three at 0.9, two of them right: |2/3 − 0.9|; one at 0.5, right: |1 − 0.5|.
    Reliability reliability =
        Reliability.of(
            new float[] {0.9f, 0.9f, 0.9f, 0.5f}, new boolean[] {true, true, false, true}, 10);
    assertThat(reliability.calibrationError())
        .isEqualTo((3 * (0.9 - 2 / 3.0) + 0.5) / 4, within(1e-6));
    assertThat(reliability.bins().get(9).samples()).isEqualTo(3);
    assertThat(reliability.bins().get(0).accuracy()).isNaN();
  }
}
