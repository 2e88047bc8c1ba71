package dev.cajal.cli;

import dev.cajal.graph.Activations;
import dev.cajal.nn.data.DataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a network of the zoo and writes its run folder. */
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Train a network and write a run folder: weights, metrics, checkpoints and report.html.",
      "What is not given comes from the network's own recipe. A killed run goes on with --resume."
    })
final class TrainCommand implements Callable<Integer> {
  @Mixin private Common common = new Common();

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..1",
      description = "A network of the zoo: cajal summary lists them.")
  private @Nullable String model;

  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description =
          "A folder, zip or archive, a name in $CAJAL_DATA, or digits or shapes, which are drawn;"
              + " a text file for char-rnn, char-lstm and char-gru.")
  private @Nullable String data;

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
      names = "--out",
      paramLabel = "DIR",
      description = "The run folder (default: runs/MODEL, numbered if it exists).")
  private @Nullable Path out;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on with the run in this folder, under the settings it was started with.")
  private @Nullable Path resume;

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

  @Override
  public Integer call() throws IOException {
    if (!device.equals("cpu")) {
      throw new UsageException("--device " + device + " is not available; this build has cpu");
    }
    Training training = resume == null ? started() : resumed(resume);
    return training.run(common);
  }

  private Training started() throws IOException {
    if (model == null) {
      throw new UsageException("train needs a MODEL, such as lenet5, or --resume DIR");
    }
    double share = validation != null ? validation : patience != null ? 0.1 : 0;
    Settings given =
        new Settings(
            Models.find(model).name(),
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
            seed == null ? 1 : seed);
    given.check();
    DataSource source = given.resolve();
    Training.check(given, source);
    return Training.start(given, source, RunFolder.create(out, given.model()), execution());
  }

  private Training resumed(Path run) throws IOException {
    if (model != null
        || data != null
        || epochs != null
        || batch != null
        || out != null
        || precision != null) {
      throw new UsageException("--resume goes on under the settings of the run; give no others");
    }
    RunFolder folder = RunFolder.open(run);
    Settings settings = folder.settings();
    return Training.resume(settings, settings.resolve(), folder, execution());
  }

  private Execution execution() {
    if (checkpointEvery != null && checkpointEvery < 1) {
      throw new UsageException("--checkpoint-every must be at least 1, found " + checkpointEvery);
    }
    return new Execution(
        checkpointEvery == null ? 0 : checkpointEvery,
        recompute ? Activations.RECOMPUTE : Activations.KEEP,
        plan);
  }
}
