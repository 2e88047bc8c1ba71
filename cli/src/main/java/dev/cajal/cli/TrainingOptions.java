package dev.cajal.cli;

import dev.cajal.graph.Activations;
import dev.cajal.nn.data.transform.Preprocessing;
import dev.cajal.zoo.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that trains: what to learn from, how, and how to carry it out. */
final class TrainingOptions {
  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description =
          "A folder, zip or archive, a name in $CAJAL_DATA, or digits or shapes, which are drawn;"
              + " a text file for char-rnn, char-lstm and char-gru.")
  private @Nullable String data;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Learn from N training samples only, of every class as many.")
  private @Nullable Integer samples;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training data.")
  private @Nullable Integer epochs;

  @Option(names = "--batch", paramLabel = "N", description = "Samples in a step.")
  private @Nullable Integer batch;

  @Option(names = "--lr", paramLabel = "X", description = "Learning rate before the schedule.")
  private @Nullable Double rate;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description =
          "sgd, momentum, nesterov, adagrad, rmsprop, adadelta, adam, adamw, nadam, adamax or"
              + " radam.")
  private @Nullable String optimizer;

  @Option(names = "--decay", paramLabel = "X", description = "Weight decay.")
  private @Nullable Double decay;

  @Option(names = "--clip", paramLabel = "X", description = "Limit of the gradient norm.")
  private @Nullable Double clip;

  @Option(
      names = "--clip-value",
      paramLabel = "X",
      description = "Limit of each element of the gradient.")
  private @Nullable Double clipValue;

  @Option(
      names = "--max-norm",
      paramLabel = "X",
      description = "Limit of the norm of the weights of each unit.")
  private @Nullable Double maxNorm;

  @Option(
      names = "--l1",
      paramLabel = "X",
      description = "Penalty of absolute weights, which makes some exactly 0.")
  private @Nullable Double l1;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description =
          "constant, step, multi-step, exponential, polynomial, cosine, restarts, one-cycle or"
              + " plateau.")
  private @Nullable String schedule;

  @Option(
      names = "--augment",
      paramLabel = "NAME",
      split = ",",
      description =
          "none, recipe, or some of flip, crop, rotate, affine, elastic, cutout, colour, mixup.")
  private @Nullable List<String> augment;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      description = "Share of the training samples set aside to judge each epoch, such as 0.1.")
  private @Nullable Double validation;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Stop after N epochs without a better validation.")
  private @Nullable Integer patience;

  @Option(names = "--seed", paramLabel = "N", description = "Decides everything that is random.")
  private @Nullable Long seed;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "STEPS",
      description = "Also save within an epoch, every so many steps.")
  private @Nullable Long checkpointEvery;

  @Option(
      names = "--recompute",
      description =
          "Compute activations again in the reverse sweep instead of keeping them: less memory,"
              + " more time.")
  private boolean recompute;

  @Option(
      names = "--plan",
      description = "Print the kernels, memory and costs of a training step before the first.")
  private boolean plan;

  @Option(names = "--device", paramLabel = "NAME", description = "cpu.")
  private String device = "cpu";

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      description =
          "strict: float32 throughout (default); fast: large layers in bfloat16, weights float32.")
  private @Nullable String precision;

  @Mixin private WatchOptions watching = new WatchOptions();

  /** Returns what was asked for, checked. */
  Settings settings(Network network) {
    return settings(network, Lessons.NONE);
  }

  /** Returns what was asked for together with lessons, checked. */
  Settings settings(Network network, Lessons lessons) {
    double share = validation != null ? validation : patience != null ? 0.1 : 0;
    Settings given =
        new Settings(
            network.name(),
            data,
            epochs,
            batch,
            rate,
            optimizer,
            decay,
            new Limits(clip, clipValue, maxNorm, l1),
            schedule,
            augment,
            share,
            patience == null ? 0 : patience,
            Words.precision(precision == null ? "strict" : precision),
            seed == null ? 1 : seed,
            samples,
            lessons,
            null,
            Preprocessing.STANDARDIZE,
            null,
            watching.averaging());
    given.check();
    return given;
  }

  /** Throws if settings were given beside {@code --resume}. */
  void none() {
    watching.none();
    if (data != null || epochs != null || batch != null || precision != null) {
      throw new UsageException("--resume goes on under the settings of the run; give no others");
    }
  }

  /** Returns how this process is to carry the run out. */
  Execution execution() {
    if (!device.equals("cpu")) {
      throw new UsageException("--device " + device + " is not available; this build has cpu");
    }
    if (checkpointEvery != null && checkpointEvery < 1) {
      throw new UsageException("--checkpoint-every must be at least 1, found " + checkpointEvery);
    }
    return new Execution(
        checkpointEvery == null ? 0 : checkpointEvery,
        recompute ? Activations.RECOMPUTE : Activations.KEEP,
        plan,
        watching.observation());
  }
}
