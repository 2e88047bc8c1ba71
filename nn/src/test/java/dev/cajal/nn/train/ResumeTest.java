package dev.cajal.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cajal.nn.Module;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.format.FormatException;
import dev.cajal.nn.optim.Adam;
import dev.cajal.nn.optim.Cosine;
import dev.cajal.nn.optim.LinearRate;
import dev.cajal.nn.optim.NAdam;
import dev.cajal.nn.optim.Optimizer;
import dev.cajal.nn.optim.ParameterGroup;
import dev.cajal.nn.optim.Plateau;
import dev.cajal.nn.optim.Sgd;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
  private static final Dataset DATA = Toys.quadrants(90, 3);
  private static final int STEPS_AN_EPOCH = 5;
  private static final int EPOCHS = 4;

  @TempDir private Path folder;

  /** Stops a run from outside. */
  private static final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static TrainerOptions options(Optimizer optimizer) {
    // 72 samples are left to train on: the last batch of an epoch is a small one.
    return TrainerOptions.of(optimizer)
        .schedule(new Cosine())
        .epochs(EPOCHS)
        .batch(16)
        .seed(11)
        .clip(1)
        .validation(Validation.of(0.2));
  }

  private static TrainerOptions stoppingAfter(TrainerOptions options, long step) {
    return options.listener(
        new TrainingListener() {
          @Override
          public void onStep(Progress progress) {
            if (progress.step() == step) {
              throw new Interruption();
            }
          }
        });
  }

  private void interrupt(TrainerOptions options, long step) {
    assertThatThrownBy(() -> new Trainer(Toys.network(4), stoppingAfter(options, step)).train(DATA))
        .isInstanceOf(Interruption.class);
  }

  private static List<Object> withoutTimes(TrainingResult result) {
    return result.rows().stream()
        .<Object>map(r ->
            List.of(r.epoch(), r.step(), r.rate(), r.train(), r.validation(), r.gradientNorm()))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aResumedRunIsTheUnbrokenRunBitForBit(long seed) throws IOException {
    Random random = new Random(seed);
    Optimizer optimizer = seed % 2 == 0 ? Adam.of(0.01) : Sgd.of(0.05).nesterov(0.9);
    Module unbroken = Toys.network(4);
    TrainingResult expected = new Trainer(unbroken, options(optimizer)).train(DATA);

    Checkpointing saving = Checkpointing.in(folder).everySteps(1 + random.nextInt(4));
    TrainerOptions options = options(optimizer).checkpoints(saving.resuming());
    int first = 1 + random.nextInt(EPOCHS * STEPS_AN_EPOCH - 1);
    interrupt(options, first);
    interrupt(options, first + random.nextInt(EPOCHS * STEPS_AN_EPOCH - first) + 1);
    // The first weights differ: only those of the checkpoint count.
    Module resumed = Toys.network(99);
    TrainingResult result = new Trainer(resumed, options).train(DATA);

    assertThat(withoutTimes(result)).isEqualTo(withoutTimes(expected));
    assertThat(result.bestEpoch()).isEqualTo(expected.bestEpoch());
    assertThat(result.steps()).isEqualTo(expected.steps());
    assertThat(Toys.bits(resumed)).isEqualTo(Toys.bits(unbroken));
  }

  @Test
  void aPlateauAndGroupsSurviveResuming() throws IOException {
    Optimizer optimizer = NAdam.of(0.02).decay(0.01).l1(1e-3).clipValue(0.5).maxNorm(2);
    TrainerOptions plain =
        options(optimizer)
            .schedule(
                LinearRate.warmup(3).then(new Plateau().patience(0).factor(0.5).relative(0.5)))
            .groups(List.of(ParameterGroup.of("0.*").rate(0.5), ParameterGroup.vectors().decay(0)))
            .epochs(8);
    Module unbroken = Toys.network(4);
    TrainingResult expected = new Trainer(unbroken, plain).train(DATA);
    assertThat(expected.rows()).extracting(EpochRow::rate).contains(0.02, 0.01);

    TrainerOptions options = plain.checkpoints(Checkpointing.in(folder).everySteps(3).resuming());
    interrupt(options, 22);
    interrupt(options, 34);
    Module resumed = Toys.network(99);
    TrainingResult result = new Trainer(resumed, options).train(DATA);
    assertThat(withoutTimes(result)).isEqualTo(withoutTimes(expected));
    assertThat(Toys.bits(resumed)).isEqualTo(Toys.bits(unbroken));
    assertThatThrownBy(() -> new Trainer(Toys.network(4), options.groups(List.of())).train(DATA))
        .hasMessageContaining("groups was [0.* rate x0.5, * (vectors) weight decay 0.0]");
  }

  @Test
  void aFinishedRunIsNotTrainedFurther() throws IOException {
    TrainerOptions options =
        options(Adam.of(0.01)).checkpoints(Checkpointing.in(folder).resuming());
    Module model = Toys.network(4);
    TrainingResult once = new Trainer(model, options).train(DATA);
    Module again = Toys.network(99);
    TrainingResult twice = new Trainer(again, options).train(DATA);
    assertThat(twice).isEqualTo(once);
    assertThat(Toys.bits(again)).isEqualTo(Toys.bits(model));
  }

  @Test
  void aFinishedRunGoesOnWhenEpochsAreAdded() throws IOException {
    TrainerOptions options =
        options(Adam.of(0.01)).checkpoints(Checkpointing.in(folder).resuming());
    new Trainer(Toys.network(4), options).train(DATA);
    assertThat(new Trainer(Toys.network(4), options.epochs(EPOCHS + 2)).train(DATA).rows())
        .hasSize(EPOCHS + 2);
  }

  @Test
  void aRunThatDoesNotResumeBeginsAgain() throws IOException {
    TrainerOptions options = options(Adam.of(0.01)).checkpoints(Checkpointing.in(folder));
    new Trainer(Toys.network(4), options).train(DATA);
    interrupt(options, 2);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aDamagedCheckpointIsPassedOver(int kind) throws IOException {
    Module unbroken = Toys.network(4);
    TrainingResult expected = new Trainer(unbroken, options(Adam.of(0.01))).train(DATA);
    TrainerOptions options =
        options(Adam.of(0.01)).checkpoints(Checkpointing.in(folder).everySteps(3).resuming());
    interrupt(options, 14);
    Path newest = checkpoints().getFirst();
    assertThat(newest).hasFileName("step-12.safetensors");
    damage(newest, kind);
    Module resumed = Toys.network(4);
    TrainingResult result = new Trainer(resumed, options).train(DATA);
    assertThat(withoutTimes(result)).isEqualTo(withoutTimes(expected));
    assertThat(Toys.bits(resumed)).isEqualTo(Toys.bits(unbroken));
    assertThat(checkpoints())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("step-20.safetensors", "step-18.safetensors");
  }

  @Test
  void ifAllCheckpointsAreDamagedTheNewestIsNamed() throws IOException {
    TrainerOptions options =
        options(Adam.of(0.01)).checkpoints(Checkpointing.in(folder).resuming());
    interrupt(options, 14);
    for (Path file : checkpoints()) {
      damage(file, 1);
    }
    Module model = Toys.network(4);
    Map<String, List<Byte>> before = Toys.bits(model);
    assertThatThrownBy(() -> new Trainer(model, options).train(DATA))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("step-10.safetensors")
        .hasMessageNotContaining("\n");
    assertThat(Toys.bits(model)).isEqualTo(before);
  }

  @Test
  void everyFlippedBitIsNoticed() throws IOException {
    interrupt(options(Adam.of(0.01)).checkpoints(Checkpointing.in(folder)), 7);
    Path file = checkpoints().getFirst();
    byte[] good = Files.readAllBytes(file);
    Random random = new Random(5);
    int passed = 0;
    for (int i = 0; i < 300; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, bad);
      try {
        new Checkpoints(folder).newest();
        passed++;
      } catch (FormatException e) {
        assertThat(e.getMessage()).contains(file.toString());
      }
    }
    // Only a space of the header may turn into another kind of space unseen.
    assertThat(passed).isLessThan(3);
  }

  @Test
  void anotherSettingOrModelIsRefused() throws IOException {
    TrainerOptions options =
        options(Adam.of(0.01)).checkpoints(Checkpointing.in(folder).resuming());
    interrupt(options, 6);
    assertThatThrownBy(() -> new Trainer(Toys.network(4), options.batch(8)).train(DATA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batch was 16, now it is 8");
    assertThatThrownBy(() -> new Trainer(Toys.network(4), options.seed(12)).train(DATA))
        .hasMessageContaining("seed was 11, now it is 12");
    assertThatThrownBy(
            () -> new Trainer(Toys.network(4), options.optimizer(Adam.of(0.02))).train(DATA))
        .hasMessageContaining("optimizer was adam, learning rate 0.01");
    assertThatThrownBy(() ->
            new Trainer(Toys.network(4), options.validation(Validation.of(0.2).keepBest(false)))
                .train(DATA))
        .hasMessageContaining("holds best.");
  }

  @Test
  void metricsAreCutBackToTheCheckpoint() throws IOException {
    Path csv = folder.resolve("metrics.csv");
    TrainerOptions options =
        options(Adam.of(0.01))
            .checkpoints(Checkpointing.in(folder.resolve("checkpoint")).resuming());
    interrupt(options.listener(new MetricsFile(csv)), 12);
    Files.writeString(
        csv, "a row that no checkpoint knows\n", java.nio.file.StandardOpenOption.APPEND);
    TrainingResult result =
        new Trainer(Toys.network(4), options.listener(new MetricsFile(csv))).train(DATA);
    assertThat(Files.readAllLines(csv))
        .containsExactlyElementsOf(
            Stream.concat(Stream.of(EpochRow.header()), result.rows().stream().map(EpochRow::csv))
                .toList());
  }

  private List<Path> checkpoints() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted(
              Comparator.comparingInt((Path f) ->
                      Integer.parseInt(f.getFileName().toString().replaceAll("\\D", "")))
                  .reversed())
          .toList();
    }
  }

  private static void damage(Path file, int kind) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      switch (kind) {
        case 0 -> open.setLength(open.length() / 2);
        case 1 -> {
          open.seek(open.length() - 5);
          int value = open.read();
          open.seek(open.length() - 5);
          open.write(value ^ 64);
        }
        default -> open.setLength(0);
      }
    }
  }
}
