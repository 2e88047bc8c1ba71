package dev.cajal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.train.Prediction;
import dev.cajal.nn.train.Predictor;
import dev.cajal.nn.train.PredictorOptions;
import dev.cajal.zoo.Network;
import dev.cajal.zoo.Zoo;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fast kernels under callers that do not know of each other. */
class ServingTest {

  @ParameterizedTest
  @CsvSource({"lenet5, 1", "lenet5, 2", "convnetjs, 2", "allcnn, 1", "allcnn, 2"})
  void manyThreadsGetBitForBitWhatOneGets(String name, int threads) throws Exception {
    Network network = Zoo.find(name);
    Module model = network.create().build(network.input(), 1);
    Predictor predictor =
        new Predictor(
            model,
            network.input(),
            Transform.IDENTITY,
            PredictorOptions.plain().threads(threads).batch(4));
    List<float[]> samples = samples(Math.toIntExact(network.input().count()));
    List<List<Float>> alone = said(network, samples.stream().map(predictor::predict).toList());
    List<List<Float>> together = said(network, predictor.predictAll(samples));
    List<Future<?>> callers = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (int caller = 0; caller < 4; caller++) {
        int start = caller;
        callers.add(
            pool.submit(() -> {
              for (int i = 0; i < 40; i++) {
                int place = (start + i) % samples.size();
                Prediction one = predictor.predict(samples.get(place));
                assertThat(said(network, one)).isEqualTo(alone.get(place));
                if (i % 10 == start) {
                  assertThat(said(network, predictor.predictAll(samples))).isEqualTo(together);
                }
              }
            }));
      }
      for (Future<?> caller : callers) {
        caller.get();
      }
    }
  }

  private static List<float[]> samples(int values) {
    SplittableRandom random = new SplittableRandom(5);
    List<float[]> samples = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      float[] sample = new float[values];
      for (int v = 0; v < values; v++) {
        sample[v] = (float) random.nextDouble();
      }
      samples.add(sample);
    }
    return samples;
  }

  private static List<List<Float>> said(Network network, List<Prediction> predictions) {
    return predictions.stream().map(p -> said(network, p)).toList();
  }

  private static List<Float> said(Network network, Prediction prediction) {
    return IntStream.range(0, network.classes()).mapToObj(prediction::probability).toList();
  }
}
