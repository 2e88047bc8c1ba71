package dev.cajal.nn.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cajal.backend.Shape;
import dev.cajal.nn.Activation;
import dev.cajal.nn.BatchNorm;
import dev.cajal.nn.Conv2d;
import dev.cajal.nn.Dropout;
import dev.cajal.nn.Flatten;
import dev.cajal.nn.Identity;
import dev.cajal.nn.Kernel;
import dev.cajal.nn.Linear;
import dev.cajal.nn.Module;
import dev.cajal.nn.Sequential;
import dev.cajal.nn.data.Dataset;
import dev.cajal.nn.data.format.FormatException;
import dev.cajal.nn.optim.Sgd;
import dev.cajal.nn.train.Checkpointing;
import dev.cajal.nn.train.Progress;
import dev.cajal.nn.train.Trainer;
import dev.cajal.nn.train.TrainerOptions;
import dev.cajal.nn.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  private static final Dataset DATA = Clouds.of(150, 0.5, 1);
  private static final double RATE = 0.1;

  @TempDir private Path folder;

  private static TrainerOptions options() {
    return TrainerOptions.of(Sgd.of(RATE)).epochs(3).batch(32).seed(5).pipeline(Clouds.centred());
  }

  private static Module model() {
    return new Sequential(
            new Identity(),
            new Conv2d(6, Kernel.kernel(3).padding(1)),
            new BatchNorm(),
            Activation.relu(),
            new Flatten(),
            new Dropout(0.2),
            new Linear(12),
            Activation.tanh(),
            new Linear(4))
        .build(Shape.of(1, 4, 4), 1);
  }

  private static double norm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  @Test
  void measuresWhatTheStepDoes() throws IOException {
    Module model = model();
    TrainerOptions options = options().batch(30);
    Watch watch = new Watch(model, options, Watching.every(1));
    List<double[]> weights = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    List<Double> norms = new ArrayList<>();
    weights.add(model.variable("8.weight").tensor().toDoubles());
    weights.add(model.variable("8.bias").tensor().toDoubles());
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onStep(Progress progress) {
            losses.add(progress.loss());
            norms.add(progress.gradientNorm());
            weights.add(model.variable("8.weight").tensor().toDoubles());
            weights.add(model.variable("8.bias").tensor().toDoubles());
          }
        };
    new Trainer(model, options.listener(watch).listener(listener)).train(DATA);
    List<WatchRecord> records = watch.history().records();
    assertThat(records).hasSize(15);
    for (int s = 0; s < records.size(); s++) {
      WatchRecord record = records.get(s);
      assertThat(record.step()).isEqualTo(s + 1);
      assertThat(record.loss()).isCloseTo(losses.get(s), within(1e-5));
      double total =
          norm(record.trained().stream().mapToDouble(LayerStats::gradientNorm).toArray());
      assertThat(total).isCloseTo(norms.get(s), within(1e-4 * norms.get(s)));
      LayerStats last = record.layer("8").orElseThrow();
      double norm = Math.hypot(norm(weights.get(2 * s)), norm(weights.get(2 * s + 1)));
      assertThat(last.weightNorm()).isCloseTo(norm, within(1e-4));
      // Plain gradient descent moves by rate times gradient.
      assertThat(last.updateNorm()).isCloseTo(RATE * last.gradientNorm(), within(1e-5));
      assertThat(last.ratio()).isEqualTo(last.updateNorm() / last.weightNorm());
    }
    WatchRecord record = records.getFirst();
    assertThat(record.layers())
        .extracting(LayerStats::layer)
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
    LayerStats normed = record.layer("2").orElseThrow();
    assertThat(normed.mean()).isCloseTo(0, within(1e-4));
    assertThat(normed.sd()).isCloseTo(1, within(1e-2));
    LayerStats relu = record.layer("3").orElseThrow();
    assertThat(relu.quantiles().getFirst()).isZero();
    assertThat(relu.quantiles()).isSorted();
    assertThat(relu.dead()).isZero();
    assertThat(relu.saturated()).isNaN();
    assertThat(relu.weightNorm()).isNaN();
    assertThat(relu.histogram().counts().stream().mapToLong(c -> c).sum()).isEqualTo(1024);
    assertThat(record.layer("7").orElseThrow().saturated()).isBetween(0.0, 0.2);
    // Dropout is active: about a fifth is 0 beside the zeros of the rectifier.
    assertThat(record.layer("5").orElseThrow().mean()).isNotEqualTo(relu.mean());
  }

  @Test
  void countsUnitsThatAreDeadOrAlike() throws IOException {
    Module model =
        new Sequential(new Flatten(), new Linear(4), Activation.relu(), new Linear(4))
            .build(Shape.of(1, 4, 4), 1);
    model.variable("1.bias").set(-100.0, 0, -100, -100);
    TrainerOptions options = options().optimizer(Sgd.of(1e-6));
    Watch watch = new Watch(model, options, Watching.every(100));
    new Trainer(model, options.listener(watch)).train(DATA);
    LayerStats relu = watch.last().orElseThrow().layer("2").orElseThrow();
    assertThat(relu.dead()).isEqualTo(0.75);
    assertThat(relu.spread()).isPositive();
  }

  @Test
  void watchingChangesNothing() throws IOException {
    Module watched = model();
    Module alone = model();
    TrainerOptions options = options();
    new Trainer(watched, options.listener(new Watch(watched, options, Watching.every(2))))
        .train(DATA);
    new Trainer(alone, options).train(DATA);
    alone
        .state()
        .forEach((path, variable) ->
            assertThat(watched.variable(path).tensor().toDoubles())
                .as(path)
                .containsExactly(variable.tensor().toDoubles()));
  }

  @Test
  void theLastBatchOfAnEpochIsLeftOutIfItIsSmall() throws IOException {
    Module model = model();
    TrainerOptions options = options(); // 5 steps an epoch, the last of 22 samples
    Watch watch = new Watch(model, options, Watching.every(2).samples(10));
    new Trainer(model, options.listener(watch)).train(DATA);
    assertThat(watch.history().records())
        .extracting(WatchRecord::step)
        .containsExactly(1L, 3L, 7L, 9L, 11L, 13L);
  }

  @Test
  void theFileIsCutBackWithTheRunAndThenTheSameAsThatOfAnUnbrokenOne() throws IOException {
    Path unbroken = folder.resolve("unbroken.csv");
    Path broken = folder.resolve("broken.csv");
    Module model = model();
    TrainerOptions plain = options();
    Watch watch = new Watch(model, plain, Watching.every(1)).into(unbroken);
    new Trainer(model, plain.listener(watch)).train(DATA);

    TrainerOptions saved =
        options().checkpoints(Checkpointing.in(folder.resolve("c")).everySteps(2).resuming());
    TrainingListener stop =
        new TrainingListener() {
          @Override
          public void onStep(Progress progress) {
            if (progress.step() == 9) {
              throw new IllegalStateException("killed");
            }
          }
        };
    Module first = model();
    Watch one = new Watch(first, saved, Watching.every(1)).into(broken);
    assertThatThrownBy(() -> new Trainer(first, saved.listener(one).listener(stop)).train(DATA))
        .hasMessage("killed");
    Files.writeString(broken, "10,0.5,half a li", StandardOpenOption.APPEND);
    Module second = model();
    Watch two = new Watch(second, saved, Watching.every(1)).into(broken);
    new Trainer(second, saved.listener(two)).train(DATA);

    assertThat(broken).hasSameTextualContentAs(unbroken);
    assertThat(two.history().records()).isEqualTo(watch.history().records());
    assertThat(two.history().rows()).hasSize(3);
    assertThat(WatchFile.read(broken)).isEqualTo(watch.history().records());
  }

  @Test
  void damagedFilesAndWrongOptionsAreToldInOneLine() throws IOException {
    Path file = folder.resolve("watch.csv");
    Files.writeString(file, "a,b\n");
    assertThatThrownBy(() -> WatchFile.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("this is no file of a watched run");
    Files.writeString(file, WatchRecord.header() + "\n1,2,3\n");
    assertThatThrownBy(() -> WatchFile.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("a row of layers has 18 columns, found 1");
    assertThatThrownBy(() -> Watching.every(0))
        .hasMessage("the steps between two looks must be at least 1, found 0");
    assertThat(Watching.of(50)).isEqualTo(Watching.every(5));
    assertThat(Watching.of(100_000)).isEqualTo(Watching.every(250));
  }
}
