package dev.cajal.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.PixelDataset;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.data.Transform;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  /** Scores are the pixels themselves, three of 0 or 1. */
  private static Dataset scored(int[] labels, int... pixels) {
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      bytes[i] = (byte) (255 * pixels[i]);
    }
    return new PixelDataset(
        Shape.of(3), new byte[][] {bytes}, labels, List.of("x", "y", "z"), "scores");
  }

  private static Module identity() {
    return Activation.of("identity", x -> x.mul(1)).build(Shape.of(3), 1);
  }

  @Test
  void confusionAndAccuracyAreCountedByClass() {
    Dataset data = scored(new int[] {0, 0, 1, 1, 1}, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0);
    Evaluation evaluation = Evaluation.of(identity(), data, EvaluationOptions.plain().batch(2));
    assertThat(evaluation.samples()).isEqualTo(5);
    assertThat(evaluation.classes()).containsExactly("x", "y", "z");
    assertThat(evaluation.count(0, 0)).isEqualTo(1);
    assertThat(evaluation.count(0, 2)).isEqualTo(1);
    assertThat(evaluation.count(1, 1)).isEqualTo(2);
    assertThat(evaluation.count(1, 0)).isEqualTo(1);
    assertThat(evaluation.accuracy(0)).isEqualTo(0.5);
    assertThat(evaluation.accuracy(1)).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(evaluation.accuracy(2)).isNaN();
    assertThat(evaluation.metrics().accuracy()).isEqualTo(0.6);
    assertThat(IntStream.range(0, 5).map(evaluation::predicted)).containsExactly(0, 2, 1, 1, 0);
    assertThat(evaluation.confidence(0)).isCloseTo((float) (Math.E / (Math.E + 2)), within(1e-6f));
  }

  @Test
  void theLossIsTheMeanOverSamplesThoughTheLastBatchIsSmall() {
    Dataset data = scored(new int[] {0, 1, 2}, 1, 0, 0, 1, 0, 0, 1, 0, 0);
    double right = Math.log(Math.E + 2) - 1;
    double wrong = Math.log(Math.E + 2);
    assertThat(Evaluation.of(identity(), data, EvaluationOptions.plain().batch(2)).metrics().loss())
        .isCloseTo((right + 2 * wrong) / 3, within(1e-6));
  }

  @Test
  void theResultDoesNotDependOnTheBatch() {
    Dataset data = Toys.noise(37, 4, 2);
    Module model = Toys.network(3);
    Metrics whole = Evaluation.of(model, data, EvaluationOptions.plain()).metrics();
    for (int batch : new int[] {1, 5, 36, 37, 38}) {
      Metrics parts = Evaluation.of(model, data, EvaluationOptions.plain().batch(batch)).metrics();
      assertThat(parts.accuracy()).isEqualTo(whole.accuracy());
      assertThat(parts.loss()).isCloseTo(whole.loss(), within(1e-6));
    }
  }

  @Test
  void aModelForOtherClassesIsRefused() {
    Dataset data = Toys.noise(10, 6, 2);
    assertThatThrownBy(() -> Evaluation.of(Toys.network(3), data, EvaluationOptions.plain()))
        .hasMessageContaining("the model gives float32[10, 4]")
        .hasMessageContaining("6 classes");
  }

  /** A preparation that a predictor must not forget. */
  private record Doubled(Shape shape) implements Transform.Stage {
    @Override
    public void apply(float[] source, float[] target, RandomStream random) {
      for (int i = 0; i < source.length; i++) {
        target[i] = 2 * source[i];
      }
    }
  }

  @Test
  void aPredictorAgreesWithTheEvaluation() {
    Dataset data = Toys.noise(9, 4, 2);
    Transform prepare = Doubled::new;
    Module model = new Sequential(new Linear(4)).build(data.shape(), 5);
    Evaluation evaluation = Evaluation.of(model, data, EvaluationOptions.plain().prepare(prepare));
    Predictor predictor = new Predictor(model, data.shape(), prepare);
    float[] values = new float[2];
    for (int i = 0; i < data.size(); i++) {
      data.read(i, values, 0);
      Prediction prediction = predictor.predict(values);
      List<Integer> order = prediction.top(4);
      assertThat(order).hasSize(4).startsWith(evaluation.predicted(i));
      assertThat(prediction.probability(order.getFirst()))
          .isCloseTo(evaluation.confidence(i), within(1e-6f));
      assertThat(prediction.probability(order.get(3)))
          .isLessThanOrEqualTo(prediction.probability(order.get(2)));
    }
  }
}
