package dev.cajal.nn.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Activation;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.PixelDataset;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.train.Checkpointing;
import dev.cajal.nn.train.EpochRow;
import dev.cajal.nn.train.Progress;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.nn.train.TrainingListener;
import dev.cajal.nn.train.Validation;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PretrainingTest {
  private static final TrainerOptions OPTIONS =
      TrainerOptions.of(Sgd.of(0.1).momentum(0.5)).epochs(3).batch(16).seed(1);

  private final Dataset data = bars(60);

  /** Squares of 4×4 with one black row; the class is the row. Some pixels are turned. */
  static Dataset bars(int samples) {
    Random random = new Random(5);
    byte[] pixels = new byte[16 * samples];
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      labels[i] = i % 4;
      for (int p = 0; p < 16; p++) {
        boolean on = p / 4 == labels[i] ^ random.nextDouble() < 0.05;
        pixels[16 * i + p] = (byte) (on ? 255 : 0);
      }
    }
    return new PixelDataset(
        Shape.of(1, 4, 4), new byte[][] {pixels}, labels, List.of("a", "b", "c", "d"), "bars");
  }

  /** A chain with a chain within: hidden layers 1 and body.0, scores 3. */
  private static Sequential network() {
    Sequential model =
        new Sequential(new Flatten(), new Linear(10), Activation.sigmoid())
            .then("body", new Sequential(new Linear(8), Activation.sigmoid()))
            .then("scores", new Linear(4));
    model.build(Shape.of(1, 4, 4), 1);
    return model;
  }

  private static Map<String, float[]> values(Module model) {
    Map<String, float[]> values = new LinkedHashMap<>();
    model.state().forEach((path, variable) -> values.put(path, variable.tensor().toArray()));
    return values;
  }

  private static Pretraining pretraining(LayerScheme scheme) {
    return Pretraining.of(scheme, OPTIONS).input(Visible.BERNOULLI);
  }

  private static Stream<LayerScheme> schemes() {
    return Stream.of(
        Autoencoder.tied(),
        Autoencoder.free(),
        Autoencoder.tied().corruption(Corruption.masking(0.25)),
        Autoencoder.free().corruption(Corruption.gaussian(0.3)),
        Rbm.cd(1),
        Rbm.cd(2).particles(20),
        new SupervisedLayers());
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void everySchemeLowersItsErrorOnEveryHiddenLayer(LayerScheme scheme) throws IOException {
    Sequential model = network();
    Map<String, float[]> before = values(model);
    Pretraining longer = Pretraining.of(scheme, OPTIONS.epochs(12)).input(Visible.BERNOULLI);
    List<PretrainedLayer> layers = longer.train(model, data);
    assertThat(layers.stream().map(PretrainedLayer::path)).containsExactly("1", "body.0");
    for (PretrainedLayer layer : layers) {
      List<EpochRow> rows = layer.result().rows();
      assertThat(rows.getLast().train().loss()).isLessThan(rows.getFirst().train().loss());
      assertThat(Double.isNaN(rows.getLast().train().accuracy()))
          .isEqualTo(!(scheme instanceof SupervisedLayers));
    }
    Map<String, float[]> after = values(model);
    after.forEach((path, now) ->
        assertThat(Arrays.equals(now, before.get(path))).isEqualTo(path.startsWith("scores")));
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void theSameSeedGivesTheSameBitsAlsoOverAnInterruption(LayerScheme scheme, @TempDir Path folder)
      throws IOException {
    Sequential whole = network();
    pretraining(scheme).train(whole, data);
    Sequential broken = network();
    TrainerOptions saved = OPTIONS.checkpoints(Checkpointing.in(folder).everySteps(1));
    assertThatThrownBy(() ->
            Pretraining.of(scheme, saved)
                .input(Visible.BERNOULLI)
                .train(broken, data, PretrainingTest::killing))
        .isInstanceOf(IllegalStateException.class);
    Sequential resumed = network();
    Pretraining.of(scheme, OPTIONS.checkpoints(Checkpointing.in(folder).resuming()))
        .input(Visible.BERNOULLI)
        .train(resumed, data);
    assertThat(values(resumed)).usingRecursiveComparison().isEqualTo(values(whole));
    Sequential other = network();
    Pretraining.of(scheme, OPTIONS.seed(2)).input(Visible.BERNOULLI).train(other, data);
    assertThat(values(other).get("1.weight")).isNotEqualTo(values(whole).get("1.weight"));
  }

  /** Stops in the second epoch of the second layer. */
  private static TrainingListener killing(String path) {
    return new TrainingListener() {
      @Override
      public void onStep(Progress progress) {
        if (path.equals("body.0") && progress.step() == 6) {
          throw new IllegalStateException("killed");
        }
      }
    };
  }

  @Test
  void theErrorOfATiedAutoencoderIsThatOfItsFormula() throws IOException {
    Sequential model = network();
    float[] w = model.variable("1.weight").tensor().toArray();
    TrainerOptions still = TrainerOptions.of(Sgd.of(0)).batch(60).seed(1);
    PretrainedLayer layer =
        Pretraining.of(Autoencoder.tied(), still)
            .layers("1")
            .input(Visible.BERNOULLI)
            .train(model, data)
            .getFirst();
    double expected = 0;
    float[] x = new float[16];
    for (int i = 0; i < data.size(); i++) {
      data.read(i, x, 0);
      double[] z = new double[16];
      for (int h = 0; h < 10; h++) {
        double sum = 0;
        for (int v = 0; v < 16; v++) {
          sum += w[16 * h + v] * x[v];
        }
        for (int v = 0; v < 16; v++) {
          z[v] += w[16 * h + v] / (1 + Math.exp(-sum));
        }
      }
      for (int v = 0; v < 16; v++) {
        expected += (Math.log1p(Math.exp(z[v])) - x[v] * z[v]) / data.size();
      }
    }
    assertThat(layer.result().rows().getFirst().train().loss()).isCloseTo(expected, within(1e-4));
  }

  @Test
  void onlyTheChosenLayersLearnWithWhatBelongsToThem() throws IOException {
    Sequential model =
        new Sequential(
            new Flatten(),
            new Linear(10),
            new BatchNorm(),
            Activation.relu(),
            new Dropout(0.2),
            new Linear(8),
            Activation.relu(),
            new Linear(4));
    model.build(Shape.of(1, 4, 4), 1);
    Map<String, float[]> before = values(model);
    List<String> told = new ArrayList<>();
    pretraining(Autoencoder.tied())
        .layers("?")
        .train(
            model,
            data,
            path -> {
              told.add(path);
              return new TrainingListener() {};
            });
    assertThat(told).containsExactly("1", "5");
    Map<String, float[]> first = values(model);
    assertThat(first.get("2.running_mean")).isNotEqualTo(before.get("2.running_mean"));
    assertThat(first.get("2.weight")).isNotEqualTo(before.get("2.weight"));
    pretraining(Autoencoder.tied()).layers("5").train(model, data);
    Map<String, float[]> second = values(model);
    assertThat(second.get("5.weight")).isNotEqualTo(first.get("5.weight"));
    assertThat(second.get("2.running_mean")).isEqualTo(first.get("2.running_mean"));
    assertThat(second.get("1.weight")).isEqualTo(first.get("1.weight"));
  }

  @Test
  void aSnapshotTellsWhatIsLeftOfTheWeights() {
    Sequential model = network();
    WeightSnapshot start = WeightSnapshot.of(model);
    Variable first = model.variable("1.weight");
    first.set(first.tensor().mul(1.5).detach());
    model.variable("scores.weight").fill(0.25);
    List<Survival> left = start.survival(model);
    assertThat(left.stream().map(Survival::path))
        .containsExactly("1.weight", "body.0.weight", "scores.weight");
    assertThat(left.get(0).correlation()).isCloseTo(1, within(1e-6));
    assertThat(left.get(0).change()).isCloseTo(0.5, within(1e-6));
    assertThat(left.get(1).change()).isZero();
    assertThat(left.get(2).correlation()).isNaN();
  }

  @Test
  void whatCannotBePretrainedIsSaidInOneLine() {
    Sequential flat = new Sequential(new Flatten(), new Linear(4));
    flat.build(Shape.of(1, 4, 4), 1);
    assertThatThrownBy(() -> pretraining(Autoencoder.tied()).train(flat, data))
        .hasMessage(
            "pretraining: the model has no hidden linear layer; it has [0 Flatten, 1 Linear]");
    assertThatThrownBy(
            () -> pretraining(Autoencoder.tied()).layers("1", "fc*").train(network(), data))
        .hasMessage("pretraining: no hidden linear layer matches 'fc*'; they are [1, body.0]");
    Sequential rectified =
        new Sequential(new Flatten(), new Linear(6), Activation.relu(), new Linear(4));
    rectified.build(Shape.of(1, 4, 4), 1);
    assertThatThrownBy(() -> pretraining(Rbm.cd(1)).train(rectified, data))
        .hasMessage(
            "pretraining 1 as a Boltzmann machine needs a sigmoid behind it, found [ReLU]; use an"
                + " autoencoder, or another activation");
    Sequential rows = new Sequential(new Linear(6), Activation.relu(), new Linear(4));
    rows.build(Shape.of(1, 4, 4), 1);
    assertThatThrownBy(() -> pretraining(Autoencoder.tied()).train(rows, data))
        .hasMessageContaining("linear")
        .hasMessageContaining("pretraining expects [n, features]; put a Flatten before");
    assertThatThrownBy(
            () -> Pretraining.of(Autoencoder.tied(), OPTIONS.validation(Validation.of(0.1))))
        .hasMessageContaining("leave out the validation share");
    assertThatThrownBy(() -> Corruption.masking(1)).hasMessageContaining("must be in [0, 1)");
    assertThatThrownBy(() -> Corruption.gaussian(-1)).hasMessageContaining("from 0 up");
    assertThatThrownBy(() -> Rbm.cd(0)).hasMessageContaining("at least 1 Gibbs step");
    assertThatThrownBy(() -> Rbm.cd(1).particles(-1)).hasMessageContaining("at least 0");
  }
}
