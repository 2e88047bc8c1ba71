package dev.cajal.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.io.Weights;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.WarmRestarts;
import dev.cajal.nn.train.Ensemble.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleTest {
  private static final Dataset TRAIN = Toys.quadrants(60, 3);
  private static final Dataset TEST = Toys.quadrants(250, 4);

  @TempDir private Path folder;

  private static List<Member> members(int count) throws IOException {
    List<Member> members = new ArrayList<>();
    for (int seed = 1; seed <= count; seed++) {
      Module model = Toys.network(seed);
      TrainerOptions options = TrainerOptions.of(Adam.of(0.02)).epochs(6).batch(16).seed(seed);
      new Trainer(model, options).train(TRAIN);
      members.add(Member.of("seed " + seed, model));
    }
    return members;
  }

  @Test
  void theProbabilityIsTheMeanOfThoseOfTheMembers() throws IOException {
    List<Member> members = members(3);
    Ensemble ensemble = new Ensemble(members);
    EvaluationOptions options = EvaluationOptions.plain().batch(64);
    Ensemble.Judged judged = ensemble.evaluate(TEST, options);
    double loss = 0;
    int right = 0;
    float[] values = new float[2];
    List<Predictor> predictors =
        members.stream().map(m -> new Predictor(m.model(), TEST.shape(), m.prepare())).toList();
    for (int i = 0; i < TEST.size(); i++) {
      TEST.read(i, values, 0);
      int label = TEST.label(i);
      double[] mean = new double[4];
      for (Predictor predictor : predictors) {
        Prediction said = predictor.predict(values);
        for (int c = 0; c < 4; c++) {
          mean[c] += said.probability(c) / 3.0;
        }
      }
      int best = 0;
      for (int c = 1; c < 4; c++) {
        best = mean[c] > mean[best] ? c : best;
      }
      right += best == label ? 1 : 0;
      loss -= Math.log(mean[label]) / TEST.size();
      assertThat((double) judged.together().confidence(i)).isCloseTo(mean[best], within(1e-5));
    }
    assertThat(judged.together().metrics().loss()).isCloseTo(loss, within(1e-5));
    assertThat(judged.together().metrics().accuracy()).isEqualTo(right / 250.0);
    assertThat(judged.members()).hasSize(3);
    for (int m = 0; m < 3; m++) {
      assertThat(judged.members().get(m).metrics())
          .isEqualTo(Evaluation.of(members.get(m).model(), TEST, options).metrics());
    }
    TEST.read(0, values, 0);
    assertThat(ensemble.predict(TEST.shape(), values).top(1))
        .containsExactly(judged.together().predicted(0));
  }

  @Test
  void theMeanIsNoWorseThanTheMeanMember() throws IOException {
    Ensemble.Judged judged = new Ensemble(members(5)).evaluate(TEST, EvaluationOptions.plain());
    // The logarithm is concave (Jensen).
    double mean =
        judged.members().stream().mapToDouble(m -> m.metrics().loss()).average().orElseThrow();
    assertThat(judged.together().metrics().loss()).isLessThan(mean);
  }

  @Test
  void snapshotsAreTakenAtTheEndOfEachCycleAndSurviveResuming() throws IOException {
    TrainerOptions options =
        TrainerOptions.of(Adam.of(0.02)).epochs(6).batch(16).seed(1).schedule(new WarmRestarts(2));
    Module model = Toys.network(1);
    Path one = folder.resolve("one");
    new Trainer(model, options.listener(new Snapshots(model, one, 2))).train(TRAIN);
    assertThat(Snapshots.in(one)).hasSize(3);
    Module last = Toys.network(9);
    Weights.load(Snapshots.in(one).getLast(), last);
    assertThat(Toys.bits(last)).isEqualTo(Toys.bits(model));

    Path two = folder.resolve("two");
    Files.createDirectories(two);
    Files.writeString(two.resolve("snapshot-1.safetensors"), "of an earlier run");
    TrainerOptions saved =
        options.checkpoints(Checkpointing.in(folder.resolve("c")).everySteps(3).resuming());
    Module first = Toys.network(1);
    TrainingListener stop =
        new TrainingListener() {
          @Override
          public void onEpoch(EpochRow row) {
            if (row.epoch() == 4) {
              throw new IllegalStateException("killed");
            }
          }
        };
    // Killed after the checkpoint of epoch 4 and before its snapshot.
    TrainerOptions killed = saved.listener(stop).listener(new Snapshots(first, two, 2));
    assertThatThrownBy(() -> new Trainer(first, killed).train(TRAIN)).hasMessage("killed");
    assertThat(Snapshots.in(two)).hasSize(1);
    Module second = Toys.network(9);
    new Trainer(second, saved.listener(new Snapshots(second, two, 2))).train(TRAIN);
    for (int i = 0; i < 3; i++) {
      assertThat(Snapshots.in(two).get(i)).hasSameBinaryContentAs(Snapshots.in(one).get(i));
    }
    assertThat(Snapshots.in(folder.resolve("nowhere"))).isEmpty();
  }

  @Test
  void wrongUseIsToldInOneLine() {
    assertThatThrownBy(() -> new Ensemble(List.of()))
        .hasMessage("an ensemble needs at least one member");
    Ensemble other = new Ensemble(List.of(Member.of("three", Toys.network(3, 1))));
    assertThatThrownBy(() -> other.evaluate(TEST, EvaluationOptions.plain()))
        .hasMessageContaining("the data have 4 classes");
    assertThatThrownBy(() -> new Snapshots(Toys.network(1), folder, 0))
        .hasMessage("a cycle has at least 1 epoch, found 0");
    assertThatThrownBy(() -> Prediction.mean(List.of()))
        .hasMessage("there is no mean of no predictions");
  }
}
