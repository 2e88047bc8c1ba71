package dev.cajal.nn.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cajal.backend.DType;
import dev.cajal.backend.Shape;
import dev.cajal.nn.Activation;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.loss.Bce;
import dev.cajal.nn.loss.Quadratic;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.train.DivergedException;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.nn.watch.Finding.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every trouble is provoked in a small net that is really trained, and must be called by its name.
 */
class DiagnosisTest {
  private static final Dataset TRAIN = Clouds.of(512, 0.45, 1);
  private static final Dataset VALIDATION = Clouds.of(256, 0.45, 2);

  private static TrainerOptions options() {
    return TrainerOptions.of(Adam.of(2e-3)).epochs(6).batch(32).seed(1).pipeline(Clouds.centred());
  }

  private static Module net(Module... layers) {
    List<Module> all = new ArrayList<>(List.of(new Flatten()));
    all.addAll(List.of(layers));
    return new Sequential(all.toArray(Module[]::new)).build(Shape.of(1, 4, 4), 1);
  }

  private static Module usual() {
    return net(new Linear(32), Activation.relu(), new Linear(32), Activation.relu(), new Linear(4));
  }

  private static List<Finding> trained(Module model, TrainerOptions options, Dataset data)
      throws IOException {
    Watch watch = new Watch(model, options, Watching.every(10));
    new Trainer(model, options.listener(watch)).train(data, VALIDATION);
    return watch.findings();
  }

  private static void assertKinds(List<Finding> found, Kind first, Kind... allowed) {
    assertThat(found).as(found.toString()).isNotEmpty();
    assertThat(found.getFirst().kind()).as(found.toString()).isEqualTo(first);
    assertThat(found.subList(1, found.size()))
        .as(found.toString())
        .extracting(Finding::kind)
        .isSubsetOf(allowed);
    assertThat(found.getFirst().text()).doesNotContain("\n").startsWith(first.toString());
  }

  private static Module changed(Module model, String pattern, Consumer<float[]> change) {
    model
        .state()
        .forEach((path, variable) -> {
          if (path.matches(pattern)) {
            float[] values = variable.tensor().toArray();
            change.accept(values);
            variable.set(values);
          }
        });
    return model;
  }

  private static Module filled(Module model, String pattern, double value) {
    return changed(model, pattern, values -> Arrays.fill(values, (float) value));
  }

  private static Module scaled(Module model, String pattern, double factor) {
    return changed(
        model,
        pattern,
        values -> {
          for (int i = 0; i < values.length; i++) {
            values[i] *= (float) factor;
          }
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aRunThatDoesWellIsPassedInSilence(long seed) throws IOException {
    TrainerOptions options = options().seed(seed);
    assertThat(trained(usual(), options, TRAIN)).isEmpty();
    TrainerOptions momentum = options.optimizer(Sgd.of(0.05).momentum(0.9));
    assertThat(trained(usual(), momentum, TRAIN)).isEmpty();
    assertThat(
            trained(
                net(
                    new Linear(32),
                    Activation.tanh(),
                    new Linear(32),
                    Activation.sigmoid(),
                    new Linear(4)),
                options,
                TRAIN))
        .isEmpty();
    // A last layer of zeros is a usual start.
    assertThat(trained(filled(usual(), "5\\..*", 0), options, TRAIN)).isEmpty();
  }

  @Test
  void aRateThatIsTooHigh() throws IOException {
    TrainerOptions wild = options().optimizer(Adam.of(1)).epochs(3);
    assertKinds(
        trained(
            net(new Linear(32), Activation.tanh(), new Linear(4)),
            options().optimizer(Sgd.of(30)).epochs(2),
            TRAIN),
        Kind.RATE_TOO_HIGH,
        Kind.SATURATED_UNITS,
        Kind.VANISHING_GRADIENT);
    assertThat(trained(usual(), wild, TRAIN))
        .extracting(Finding::kind)
        .contains(Kind.RATE_TOO_HIGH);
  }

  @Test
  void aRateThatIsTooLow() throws IOException {
    assertKinds(trained(usual(), options().optimizer(Sgd.of(1e-5)), TRAIN), Kind.RATE_TOO_LOW);
    assertKinds(trained(usual(), options().optimizer(Adam.of(1e-6)), TRAIN), Kind.RATE_TOO_LOW);
  }

  @Test
  void overfitting() throws IOException {
    Dataset few = Clouds.of(48, 0.9, 1);
    assertKinds(
        trained(usual(), options().optimizer(Adam.of(1e-2)).epochs(40).batch(16), few),
        Kind.OVERFITTING);
  }

  @Test
  void tooLittleCapacity() throws IOException {
    Module narrow = net(new Linear(1), Activation.relu(), new Linear(4));
    assertKinds(
        trained(narrow, options().optimizer(Adam.of(0.05)).epochs(30), TRAIN), Kind.LOW_CAPACITY);
  }

  @Test
  void deadUnits() throws IOException {
    assertKinds(
        trained(filled(usual(), "3\\.bias", -20), options(), TRAIN),
        Kind.DEAD_UNITS,
        Kind.VANISHING_GRADIENT);
  }

  @Test
  void aGradientThatVanishes() throws IOException {
    List<Module> layers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      layers.add(new Linear(16));
      layers.add(Activation.sigmoid());
    }
    layers.add(new Linear(4));
    assertKinds(
        trained(net(layers.toArray(Module[]::new)), options(), TRAIN), Kind.VANISHING_GRADIENT);
  }

  @Test
  void aGradientThatExplodes() throws IOException {
    List<Module> layers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      layers.add(new Linear(16));
      layers.add(Activation.relu());
    }
    layers.add(new Linear(4));
    Module wide = scaled(net(layers.toArray(Module[]::new)), ".*weight", 4);
    assertKinds(
        trained(wide, options().epochs(2), TRAIN), Kind.EXPLODING_GRADIENT, Kind.RATE_TOO_HIGH);
  }

  @Test
  void saturatedUnits() throws IOException {
    Module wide =
        scaled(
            net(
                new Linear(32),
                Activation.tanh(),
                new Linear(32),
                Activation.tanh(),
                new Linear(4)),
            "[13]\\.weight",
            20);
    assertKinds(trained(wide, options(), TRAIN), Kind.SATURATED_UNITS);
  }

  @Test
  void aSaturatedOutputUnderTheSquaredErrorAndNotUnderTheCrossEntropy() throws IOException {
    TrainerOptions squared =
        options()
            .optimizer(Sgd.of(0.5))
            .loss((y, labels) -> new Quadratic().of(y, labels.oneHot(4, DType.FLOAT32)));
    // The inputs of the outputs are near ln 1e-8 = −18.4.
    List<Finding> found = trained(saturated(), squared, TRAIN);
    assertKinds(found, Kind.SATURATED_OUTPUT);
    assertThat(found.getFirst().text())
        .containsPattern("median \\d\\.\\de-0[789]")
        .contains("use the cross-entropy");
    TrainerOptions entropy =
        squared.loss((y, labels) -> new Bce().of(y, labels.oneHot(4, DType.FLOAT32)));
    assertThat(trained(saturated(), entropy, TRAIN)).isEmpty();
  }

  private static Module saturated() {
    Module model = net(new Linear(32), Activation.relu(), new Linear(4), Activation.sigmoid());
    return filled(scaled(model, "3\\.weight", 0.1), "3\\.bias", Math.log(1e-8));
  }

  @Test
  void weightsThatAreAllTheSame() throws IOException {
    assertKinds(trained(filled(usual(), ".*", 0), options(), TRAIN), Kind.SYMMETRIC);
    Module constant = net(new Linear(32), Activation.sigmoid(), new Linear(4));
    assertKinds(trained(filled(constant, ".*weight", 0.1), options(), TRAIN), Kind.SYMMETRIC);
  }

  @Test
  void numbersThatAreNotFinite() {
    Module model = usual();
    TrainerOptions options = options().optimizer(Sgd.of(1e4));
    Watch watch = new Watch(model, options, Watching.every(1));
    DivergedException failure =
        catchThrowableOfType(
            DivergedException.class,
            () -> new Trainer(model, options.listener(watch)).train(TRAIN, VALIDATION));
    Finding found = Diagnosis.usual().of(watch.history(), failure).getFirst();
    assertThat(found.kind()).isEqualTo(Kind.NOT_FINITE);
    assertThat(found.text())
        .startsWith("numbers stopped being finite: in epoch 1 at step ")
        .contains("of the weights; lower the learning rate 10 times");
  }
}
