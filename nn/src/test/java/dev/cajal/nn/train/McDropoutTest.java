package dev.cajal.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Activation;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.optim.Sgd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class McDropoutTest {
  private static final int CLASSES = 4;

  private final Dataset data = Toys.quadrants(200, 3);

  private static McDropout passes(Module model, int count, long seed) {
    return new McDropout(model, Shape.of(2), Transform.IDENTITY, count, seed);
  }

  /** One unit that is dropped half of the time: the passes say one of two things. */
  private static Module coin(double weight) {
    Module model = new Sequential(new Dropout(0.5), new Linear(2)).build(Shape.of(1), 1);
    model.variable("1.weight").set(weight, -weight);
    return model;
  }

  @Test
  void meanVarianceAndEntropiesAreThoseOfThePasses() {
    int passes = 2000;
    McDropout model = new McDropout(coin(1.5), Shape.of(1), Transform.IDENTITY, passes, 1);
    Uncertainty said = model.predict(1f);
    // The kept unit is doubled: scores 3 and −3; the dropped one gives 0 and 0.
    double high = 1 / (1 + Math.exp(-6));
    double share = (said.mean().probability(0) - 0.5) / (high - 0.5);
    assertThat(share).isCloseTo(0.5, within(0.05));
    double p = said.mean().probability(0);
    assertThat(said.variance(0))
        .isCloseTo(share * (1 - share) * (high - 0.5) * (high - 0.5), within(1e-4));
    assertThat(said.entropy()).isCloseTo(entropy(p), within(1e-4));
    double expected = share * entropy(high) + (1 - share) * Math.log(2);
    assertThat(said.mutualInformation()).isCloseTo(entropy(p) - expected, within(1e-4));
  }

  private static double entropy(double p) {
    return -p * Math.log(p) - (1 - p) * Math.log(1 - p);
  }

  @Test
  void certainScoresGiveNoNonsense() {
    Uncertainty said = new McDropout(coin(400), Shape.of(1), Transform.IDENTITY, 20, 1).predict(1f);
    assertThat(said.entropy()).isFinite().isBetween(0.0, Math.log(2) + 1e-6);
    assertThat(said.mutualInformation()).isFinite().isBetween(0.0, said.entropy() + 1e-6);
  }

  @Test
  void theSameSeedSaysTheSameWhateverWasAskedBefore() {
    Module model = Toys.network(1);
    McDropout one = passes(model, 30, 1);
    one.predict(0.3f, 0.9f);
    Uncertainty after = one.predict(0.7f, 0.2f);
    Uncertainty fresh = passes(model, 30, 1).predict(0.7f, 0.2f);
    Uncertainty other = passes(model, 30, 2).predict(0.7f, 0.2f);
    assertThat(after.mutualInformation()).isEqualTo(fresh.mutualInformation());
    assertThat(after.mean().probability(0)).isEqualTo(fresh.mean().probability(0));
    assertThat(other.mutualInformation()).isNotEqualTo(fresh.mutualInformation());
  }

  @Test
  void passesDisagreeMoreAtTheBorderOfClassesThanWithin() throws IOException {
    Module model =
        new Sequential(new Linear(32), Activation.relu(), new Dropout(0.3), new Linear(CLASSES))
            .build(Shape.of(2), 1);
    TrainerOptions options = TrainerOptions.of(Sgd.of(0.1).momentum(0.9)).epochs(40).seed(1);
    new Trainer(model, options).train(data);
    McDropout mc = passes(model, 50, 1);
    Uncertainty within = mc.predict(0.1f, 0.1f);
    Uncertainty border = mc.predict(0.5f, 0.5f);
    assertThat(border.entropy()).isGreaterThan(within.entropy());
    assertThat(border.mutualInformation()).isGreaterThan(within.mutualInformation());
    List<Uncertainty> all = mc.predictAll(data);
    Reliability reliability =
        Reliability.of(all.stream().map(Uncertainty::mean).toList(), data, 10);
    assertThat(reliability.bins().stream().mapToInt(Reliability.Bin::samples).sum())
        .isEqualTo(data.size());
    assertThat(reliability.calibrationError()).isBetween(0.0, 0.2);
  }

  @Test
  void theCalibrationErrorWeighsTheBinsByTheirSamples() {
    Dataset four = Toys.noise(4, 2, 1);
    List<Prediction> said =
        List.of(said(four.label(0), 0.9f), said(1 - four.label(1), 0.9f), said(four.label(2), 1f));
    List<Prediction> all = new ArrayList<>(said);
    all.add(said(four.label(3), 0.6f));
    Reliability reliability = Reliability.of(all, four, 5);
    assertThat(reliability.bins().get(4).samples()).isEqualTo(3);
    assertThat(reliability.bins().get(4).accuracy()).isCloseTo(2.0 / 3, within(1e-6));
    assertThat(reliability.bins().get(0).accuracy()).isNaN();
    double expected = 0.75 * Math.abs(2.0 / 3 - 2.8 / 3) + 0.25 * 0.4;
    assertThat(reliability.calibrationError()).isCloseTo(expected, within(1e-6));
    assertThatThrownBy(() -> Reliability.of(said, four, 5))
        .hasMessageContaining("3 predictions of 4 samples");
  }

  private static Prediction said(int label, float probability) {
    float[] values = new float[2];
    values[label] = probability;
    values[1 - label] = 1 - probability;
    return new Prediction(values);
  }

  @Test
  void aModelThatDrawsNothingIsRefused() {
    Module model = new Sequential(new Linear(3), new BatchNorm()).build(Shape.of(2), 1);
    assertThatThrownBy(() -> passes(model, 10, 1))
        .hasMessage(
            "mc dropout: the model draws no random numbers, so all passes agree; it needs a layer"
                + " such as Dropout");
    assertThatThrownBy(() -> passes(Toys.network(1), 1, 1)).hasMessageContaining("at least 2");
    assertThatThrownBy(() -> passes(Toys.network(1), 2, 1).predict(1f))
        .hasMessageContaining("has 2 values, got 1");
  }
}
