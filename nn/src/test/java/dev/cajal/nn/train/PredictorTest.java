package dev.cajal.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Transform;
import dev.cajal.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorTest {
  private static final int CLASSES = 4;

  private final Dataset data = Toys.noise(45, CLASSES, 2);
  private final Module model = Toys.network(3);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64})
  void manyThreadsGetWhatOneGets(int threads) throws Exception {
    Predictor predictor = predictor(PredictorOptions.plain().threads(threads));
    List<float[]> samples = samples();
    List<float[]> expected = probabilities(samples.stream().map(predictor::predict).toList());
    List<float[]> together = probabilities(predictor.predictAll(samples));
    List<Future<?>> callers = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
      for (int caller = 0; caller < 6; caller++) {
        int start = caller;
        callers.add(
            pool.submit(() -> {
              for (int i = 0; i < 100; i++) {
                int place = (start + i) % samples.size();
                assertThat(probabilities(predictor.predict(samples.get(place))))
                    .isEqualTo(expected.get(place));
                if (i % 20 == start) {
                  assertThat(probabilities(predictor.predictAll(samples)))
                      .usingRecursiveComparison()
                      .isEqualTo(together);
                }
              }
            }));
      }
      for (Future<?> caller : callers) {
        caller.get();
      }
    }
  }

  @Test
  void batchesOfAnySizeSayWhatSingleSamplesSay() {
    Predictor predictor = predictor(PredictorOptions.plain().batch(8));
    List<float[]> samples = samples();
    for (int count : new int[] {0, 1, 3, 8, 13, 45}) {
      List<Prediction> together = predictor.predictAll(samples.subList(0, count));
      assertThat(together).hasSize(count);
      for (int i = 0; i < count; i++) {
        assertThat(probabilities(together.get(i)))
            .containsExactly(probabilities(predictor.predict(samples.get(i))), within(1e-6f));
      }
    }
  }

  @Test
  void whatIsTrainedBetweenCallsIsSeen() {
    Predictor predictor = predictor(PredictorOptions.plain().threads(1));
    float[] sample = samples().getFirst();
    for (Variable parameter : model.parameters()) {
      float[] before = probabilities(predictor.predict(sample));
      double[] values = parameter.tensor().toDoubles();
      for (int i = 0; i < values.length; i++) {
        values[i] += 0.1 * (1 + i % 3);
      }
      parameter.set(values);
      float[] after = probabilities(predictor.predict(sample));
      assertThat(after).isNotEqualTo(before);
      assertThat(after)
          .isEqualTo(probabilities(predictor(PredictorOptions.plain()).predict(sample)));
    }
  }

  @Test
  void aSampleOfAnotherSizeIsRefusedAndTheNextOneServed() {
    Predictor predictor = predictor(PredictorOptions.plain());
    assertThatThrownBy(() -> predictor.predict(1, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 2 values, got 3");
    assertThat(predictor.predict(0.5f, 0.5f).top(CLASSES)).hasSize(CLASSES);
  }

  @Test
  void countsBelowOneAreRefused() {
    assertThatThrownBy(() -> PredictorOptions.plain().threads(0))
        .hasMessageContaining("at least one thread");
    assertThatThrownBy(() -> PredictorOptions.plain().batch(0))
        .hasMessageContaining("at least one sample");
  }

  private Predictor predictor(PredictorOptions options) {
    return new Predictor(model, data.shape(), Transform.IDENTITY, options);
  }

  private List<float[]> samples() {
    List<float[]> samples = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      float[] values = new float[2];
      data.read(i, values, 0);
      samples.add(values);
    }
    return samples;
  }

  private static List<float[]> probabilities(List<Prediction> predictions) {
    return predictions.stream().map(PredictorTest::probabilities).toList();
  }

  private static float[] probabilities(Prediction prediction) {
    float[] all = new float[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      all[c] = prediction.probability(c);
    }
    return all;
  }
}
