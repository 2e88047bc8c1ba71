package dev.cajal.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.TensorType;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.loss.Losses;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.tensor.Tensor;
import dev.cajal.tensor.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectiveTest {
  private static final TrainerOptions OPTIONS =
      TrainerOptions.of(Sgd.of(0.05)).epochs(2).batch(16).seed(1);

  private final Dataset data = Toys.quadrants(50, 3);

  /** Fits the mean of the samples with a value of its own, and leaves the model alone. */
  private static final class Mean implements Objective {
    private final Variable value = new Variable("mean", TensorType.float32(2));

    @Override
    public Outcome of(Module model, Tensor images, Tensor labels) {
      Tensor distance = images.sub(value.tensor());
      return new Outcome(distance.square().mean(), Optional.empty());
    }

    @Override
    public List<Variable> trained(Module model) {
      return List.of(value);
    }

    @Override
    public Map<String, Variable> state() {
      return Map.of("mean", value);
    }

    @Override
    public String toString() {
      return "mean";
    }
  }

  @Test
  void anObjectiveMayTrainWhatIsNoPartOfTheModel() throws IOException {
    Module model = Toys.network(1);
    Map<String, List<Byte>> before = Toys.bits(model);
    Mean mean = new Mean();
    TrainingResult result = new Trainer(model, OPTIONS.epochs(30), mean).train(data);
    assertThat(Toys.bits(model)).isEqualTo(before);
    assertThat(result.rows().getLast().train().accuracy()).isNaN();
    float[] x = new float[2];
    double sum = 0;
    for (int i = 0; i < data.size(); i++) {
      data.read(i, x, 0);
      sum += x[0] / data.size();
    }
    assertThat(mean.value.tensor().toDoubles()[0]).isCloseTo(sum, within(0.05));
  }

  @Test
  void theLossOfScoresIsTheUsualObjective() throws IOException {
    Module usual = Toys.network(1);
    Module stated = Toys.network(1);
    new Trainer(usual, OPTIONS).train(data);
    new Trainer(stated, OPTIONS, Objective.of(Losses::crossEntropy)).train(data);
    assertThat(Toys.bits(stated)).isEqualTo(Toys.bits(usual));
  }

  @Test
  void itsOwnValuesAreResumedBitForBit(@TempDir Path folder) throws IOException {
    Mean whole = new Mean();
    new Trainer(Toys.network(1), OPTIONS, whole).train(data);
    Checkpointing saving = Checkpointing.in(folder);
    new Trainer(Toys.network(1), OPTIONS.epochs(1).checkpoints(saving), new Mean()).train(data);
    Mean resumed = new Mean();
    new Trainer(Toys.network(1), OPTIONS.checkpoints(saving.resuming()), resumed).train(data);
    assertThat(resumed.value.tensor().toArray()).isEqualTo(whole.value.tensor().toArray());
    assertThatThrownBy(
            () -> new Trainer(Toys.network(1), OPTIONS.checkpoints(saving.resuming())).train(data))
        .hasMessageContaining("cannot go on from")
        .hasMessageContaining("objective was mean, now it is scores");
  }

  @Test
  void mixupNeedsALossOfScoresAndLabels() {
    TrainerOptions blended = OPTIONS.pipeline(Pipeline.plain().mixup(0.2));
    assertThatThrownBy(() -> new Trainer(Toys.network(1), blended, new Mean()).train(data))
        .hasMessage("mixup blends a loss of scores and labels, and mean is none; leave out mixup");
    assertThat(Stream.of(new Mixup(0, 1).objective(new Mean())).map(Object::toString))
        .containsExactly("mean");
  }
}
