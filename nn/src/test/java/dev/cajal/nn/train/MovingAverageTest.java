package dev.cajal.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.io.Weights;
import dev.cajal.nn.optim.Adam;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MovingAverageTest {
  private static final Dataset DATA = Toys.quadrants(90, 3);
  private static final TrainerOptions OPTIONS =
      TrainerOptions.of(Adam.of(0.01)).epochs(3).batch(16).seed(11).averaging(0.9);

  @TempDir private Path folder;

  @Test
  void theAverageFollowsItsFormula() throws IOException {
    Module model = Toys.network(4);
    String path = "0.weight";
    List<double[]> seen = new ArrayList<>();
    seen.add(model.variable(path).tensor().toDoubles());
    TrainerOptions watched =
        OPTIONS.listener(
            new TrainingListener() {
              @Override
              public void onStep(Progress progress) {
                seen.add(model.variable(path).tensor().toDoubles());
              }
            });
    TrainingResult result = new Trainer(model, watched).train(DATA);

    double[] expected = seen.getFirst().clone();
    for (int t = 1; t < seen.size(); t++) {
      double k = Math.min(0.9, (1.0 + t) / (10.0 + t));
      for (int i = 0; i < expected.length; i++) {
        expected[i] = k * expected[i] + (1 - k) * seen.get(t)[i];
      }
    }
    Map<String, Variable> values = result.average().orElseThrow().values();
    assertThat(values.keySet()).isEqualTo(model.state().keySet());
    double[] average = Objects.requireNonNull(values.get(path)).tensor().toDoubles();
    assertThat(average).containsExactly(expected, within(1e-6));
    assertThat(Arrays.equals(average, seen.getLast())).isFalse();
  }

  @Test
  void keepingAnAverageDoesNotChangeTheRun() throws IOException {
    Module with = Toys.network(4);
    Module without = Toys.network(4);
    TrainingResult result = new Trainer(with, OPTIONS).train(DATA);
    TrainerOptions plain = TrainerOptions.of(Adam.of(0.01)).epochs(3).batch(16).seed(11);
    assertThat(new Trainer(without, plain).train(DATA).average()).isEmpty();
    assertThat(Toys.bits(with)).isEqualTo(Toys.bits(without));

    result.average().orElseThrow().save(folder.resolve("average.safetensors"), Map.of());
    result.average().orElseThrow().giveTo(with);
    Weights.load(folder.resolve("average.safetensors"), without);
    assertThat(Toys.bits(with)).isEqualTo(Toys.bits(without));
    assertThat(with.variable("1.num_batches_tracked").tensor().toDoubles()).containsExactly(18);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7, 12, 16})
  void aResumedRunHasTheAverageOfTheUnbrokenRunBitForBit(int last) throws IOException {
    Module unbroken = Toys.network(4);
    TrainingResult expected = new Trainer(unbroken, OPTIONS).train(DATA);
    TrainerOptions saved = OPTIONS.checkpoints(Checkpointing.in(folder).everySteps(2).resuming());
    TrainerOptions interrupted =
        saved.listener(
            new TrainingListener() {
              @Override
              public void onStep(Progress progress) {
                if (progress.step() == last) {
                  throw new IllegalStateException("interrupted");
                }
              }
            });
    assertThatThrownBy(() -> new Trainer(Toys.network(4), interrupted).train(DATA))
        .hasMessage("interrupted");
    Module resumed = Toys.network(99);
    TrainingResult result = new Trainer(resumed, saved).train(DATA);
    assertThat(Toys.bits(resumed)).isEqualTo(Toys.bits(unbroken));
    expected.average().orElseThrow().giveTo(unbroken);
    result.average().orElseThrow().giveTo(resumed);
    assertThat(Toys.bits(resumed)).isEqualTo(Toys.bits(unbroken));
  }

  @Test
  void aRunCannotBeginToAverageWhenItIsResumed() throws IOException {
    TrainerOptions saved = OPTIONS.checkpoints(Checkpointing.in(folder).resuming());
    TrainerOptions plain =
        TrainerOptions.of(Adam.of(0.01))
            .epochs(3)
            .batch(16)
            .seed(11)
            .checkpoints(Checkpointing.in(folder));
    new Trainer(Toys.network(4), plain).train(DATA);
    assertThatThrownBy(() -> new Trainer(Toys.network(4), saved).train(DATA))
        .hasMessageEndingWith(
            "averaging was not set, now it is 0.9; resume with the settings of the run");
  }

  @Test
  void wrongUseIsRefused() throws IOException {
    for (double decay : new double[] {0, 1, -0.1, 1.5, Double.NaN}) {
      assertThatThrownBy(() -> OPTIONS.averaging(decay))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the decay of the moving average must be between 0 and 1, such as 0.999, found "
                  + decay);
    }
    MovingAverage average =
        new Trainer(Toys.network(4), OPTIONS).train(DATA).average().orElseThrow();
    Module other = new Sequential(new Linear(4)).build(Shape.of(2), 1);
    assertThatThrownBy(() -> average.giveTo(other)).hasMessageContaining("this one has [0.weight");
  }
}
