package dev.cajal.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.RandomStream;
import dev.cajal.nn.data.Subset;
import dev.cajal.nn.data.Transform;
import dev.cajal.nn.optim.Cosine;
import dev.cajal.nn.optim.ParameterGroup;
import dev.cajal.nn.optim.Sgd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final TrainerOptions OPTIONS =
      TrainerOptions.of(Sgd.of(0.05).momentum(0.9)).batch(16).seed(1);

  /** Remembers what a run told. */
  private static final class Witness implements TrainingListener {
    final List<String> told = new ArrayList<>();
    final List<Double> rates = new ArrayList<>();

    @Override
    public void onStart(RunStart start) {
      told.add("start " + start.step() + " of " + start.steps());
    }

    @Override
    public void onStep(Progress progress) {
      rates.add(progress.rate());
      assertThat(progress.step()).isEqualTo(rates.size());
      assertThat(progress.milliseconds()).isPositive();
      assertThat(progress.gradientNorm()).isPositive();
      assertThat(progress.secondsLeft()).isNotNegative();
    }

    @Override
    public void onEpoch(EpochRow row) {
      told.add("epoch " + row.epoch() + " step " + row.step());
    }

    @Override
    public void onEnd(TrainingResult result) {
      told.add("end " + result.steps());
    }
  }

  @Test
  void anEpochTellsWhetherItsStepsWaitedForData() throws IOException {
    Dataset data = Toys.quadrants(32, 3);
    Transform slow =
        shape ->
            new Transform.Stage() {
              @Override
              public Shape shape() {
                return shape;
              }

              @Override
              public void apply(float[] source, float[] target, RandomStream random) {
                LockSupport.parkNanos(5_000_000);
                System.arraycopy(source, 0, target, 0, source.length);
              }
            };
    TrainerOptions options = OPTIONS.epochs(3).pipeline(Pipeline.plain().prepare(slow));
    EpochRow last = new Trainer(Toys.network(1), options).train(data).rows().getLast();
    assertThat(last.stall()).isBetween(0.5, 1.0);
  }

  @Test
  void aSmallNetworkLearnsItsTask() throws IOException {
    Dataset data = Toys.quadrants(200, 3);
    Module model = Toys.network(1);
    TrainingResult result = new Trainer(model, OPTIONS.epochs(20)).train(data);
    assertThat(result.rows()).hasSize(20);
    assertThat(result.bestEpoch()).isEmpty();
    assertThat(result.stoppedEarly()).isFalse();
    assertThat(result.rows().getLast().train().loss())
        .isLessThan(result.rows().getFirst().train().loss());
    assertThat(Evaluation.of(model, data, EvaluationOptions.plain()).metrics().accuracy())
        .isGreaterThan(0.95);
  }

  @Test
  void theSameSeedGivesTheSameBitsWhateverPreparesTheBatches() throws IOException {
    Dataset data = Toys.quadrants(100, 3);
    List<Map<String, List<Byte>>> runs = new ArrayList<>();
    for (int threads : new int[] {1, 0, 3}) {
      Module model = Toys.network(5);
      new Trainer(model, OPTIONS.epochs(2).pipeline(Pipeline.plain().threads(threads))).train(data);
      runs.add(Toys.bits(model));
    }
    assertThat(runs.get(1)).isEqualTo(runs.get(0));
    assertThat(runs.get(2)).isEqualTo(runs.get(0));
    Module other = Toys.network(5);
    new Trainer(other, OPTIONS.epochs(2).seed(2)).train(data);
    assertThat(Toys.bits(other)).isNotEqualTo(runs.get(0));
  }

  @Test
  void listenersHearOfEveryStepAndTheLastBatchMayBeSmall() throws IOException {
    Witness witness = new Witness();
    TrainerOptions options = OPTIONS.epochs(2).schedule(new Cosine()).listener(witness);
    new Trainer(Toys.network(1), options).train(Toys.quadrants(50, 3));
    assertThat(witness.told)
        .containsExactly("start 0 of 8", "epoch 1 step 4", "epoch 2 step 8", "end 8");
    assertThat(witness.rates).hasSize(8);
    assertThat(witness.rates.getFirst()).isEqualTo(0.05);
    assertThat(witness.rates.get(4)).isCloseTo(0.025, within(1e-15));
  }

  @Test
  void aBatchMayBeLargerThanTheDataset() throws IOException {
    TrainingResult result =
        new Trainer(Toys.network(1), OPTIONS.batch(1000)).train(Toys.quadrants(10, 3));
    assertThat(result.steps()).isEqualTo(1);
  }

  @Test
  void fiveBestCountOnlyWithMoreThanFiveClasses() throws IOException {
    TrainingResult four = new Trainer(Toys.network(1), OPTIONS).train(Toys.quadrants(20, 3));
    assertThat(four.rows().getFirst().train().top5()).isNaN();
    TrainingResult six = new Trainer(Toys.network(6, 1), OPTIONS).train(Toys.noise(50, 6, 3));
    assertThat(six.rows().getFirst().train().top5()).isBetween(0.5, 1.0);
  }

  @Test
  void trainingStopsWhenPatienceRunsOutAndKeepsTheBestWeights() throws IOException {
    Dataset data = Toys.noise(60, 4, 9);
    Dataset judged = Toys.noise(40, 4, 10);
    Module model = Toys.network(1);
    TrainerOptions options = OPTIONS.epochs(60).validation(Validation.of(0).patience(3));
    TrainingResult result = new Trainer(model, options).train(data, judged);
    int best = result.bestEpoch().orElseThrow();
    assertThat(result.stoppedEarly()).isTrue();
    assertThat(result.rows()).hasSize(best + 3);
    Metrics kept = result.rows().get(best - 1).validation().orElseThrow();
    EvaluationOptions same = EvaluationOptions.plain().batch(16);
    assertThat(Evaluation.of(model, judged, same).metrics()).isEqualTo(kept);
  }

  @Test
  void aShareIsSetAsideForValidation() throws IOException {
    List<RunStart> starts = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStart(RunStart start) {
            starts.add(start);
          }
        };
    TrainerOptions options = OPTIONS.validation(Validation.of(0.2)).listener(listener);
    TrainingResult result = new Trainer(Toys.network(1), options).train(Toys.quadrants(100, 3));
    assertThat(starts.getFirst().trainSamples() + starts.getFirst().validationSamples())
        .isEqualTo(100);
    assertThat(starts.getFirst().validationSamples()).isBetween(18, 22);
    assertThat(result.rows().getFirst().validation()).isPresent();
    assertThat(result.bestEpoch()).hasValue(1);
  }

  @Test
  void aLossThatIsNotFiniteStopsTheRunAndLeavesTheWeights() {
    Dataset data = Toys.quadrants(64, 3);
    Module model = Toys.network(1);
    List<Map<String, List<Byte>>> before = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(Progress progress) {
            before.add(Toys.bits(model));
          }
        };
    TrainerOptions options = OPTIONS.optimizer(Sgd.of(1e25)).epochs(50).listener(listener);
    assertThatThrownBy(() -> new Trainer(model, options).train(data))
        .isInstanceOfSatisfying(
            DivergedException.class,
            e -> {
              assertThat(e.step()).isEqualTo(before.size() + 1);
              assertThat(e.epoch()).isEqualTo((int) ((e.step() - 1) / 4) + 1);
              assertThat(e.getMessage())
                  .startsWith("training stopped in epoch " + e.epoch() + " at step " + e.step())
                  .contains(" at " + e.path())
                  .doesNotContain("\n");
              assertThat(model.modules()).containsKey(e.path());
            });
    assertThat(Toys.bits(model)).isEqualTo(before.getLast());
  }

  @Test
  void clippingKeepsTheRunFinite() throws IOException {
    TrainerOptions options = OPTIONS.optimizer(Sgd.of(0.5)).clip(0.1).epochs(3);
    TrainingResult result = new Trainer(Toys.network(1), options).train(Toys.quadrants(64, 3));
    assertThat(result.rows().getLast().train().loss()).isFinite();
  }

  @Test
  void aFrozenGroupStaysAsItWas() throws IOException {
    Module model = Toys.network(1);
    Map<String, List<Byte>> before = Toys.bits(model);
    TrainerOptions options = OPTIONS.groups(List.of(ParameterGroup.of("0.*").freeze())).epochs(1);
    new Trainer(model, options).train(Toys.quadrants(64, 3));
    Map<String, List<Byte>> after = Toys.bits(model);
    assertThat(after.get("0.weight")).isEqualTo(before.get("0.weight"));
    assertThat(after.get("4.weight")).isNotEqualTo(before.get("4.weight"));
  }

  @Test
  void theL1PenaltyLeavesExactZeros() throws IOException {
    Module plain = Toys.network(1);
    new Trainer(plain, OPTIONS.optimizer(Sgd.of(0.1)).epochs(5)).train(Toys.quadrants(64, 3));
    Module sparse = Toys.network(1);
    new Trainer(sparse, OPTIONS.optimizer(Sgd.of(0.1).l1(0.1)).epochs(15))
        .train(Toys.quadrants(64, 3));
    assertThat(zeros(plain)).isZero();
    assertThat(zeros(sparse)).isGreaterThan(10);
  }

  private static long zeros(Module model) {
    return Arrays.stream(model.variable("4.weight").tensor().toDoubles())
        .filter(w -> w == 0)
        .count();
  }

  @Test
  void whatDoesNotFitIsSaidBeforeTraining() {
    Dataset data = Toys.quadrants(20, 3);
    assertThatThrownBy(() -> new Trainer(Toys.network(7, 1), OPTIONS).train(data))
        .hasMessageContaining("the model gives float32[16, 7]")
        .hasMessageContaining("4 classes");
    assertThatThrownBy(() -> new Trainer(Toys.network(1), OPTIONS).train(Subset.first(data, 0)))
        .hasMessageContaining("no training samples");
    TrainerOptions half = OPTIONS.validation(Validation.of(0.001));
    assertThatThrownBy(() -> new Trainer(Toys.network(1), half).train(data))
        .hasMessageContaining("leaves one part empty");
    assertThatThrownBy(() -> OPTIONS.batch(0)).hasMessage("batch must be at least 1, found 0");
    assertThatThrownBy(() -> OPTIONS.epochs(0)).hasMessage("epochs must be at least 1, found 0");
    assertThatThrownBy(() -> OPTIONS.clip(-1)).hasMessageContaining("found -1");
    assertThatThrownBy(() -> Validation.of(1)).hasMessageContaining("found 1.0");
    assertThatThrownBy(() -> Validation.none().patience(-1)).hasMessageContaining("found -1");
  }
}
