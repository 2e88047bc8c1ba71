package dev.cajal.cli;

import dev.cajal.nn.data.DataSource;
import java.io.IOException;
import java.nio.file.Path;
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

  @Mixin private TrainingOptions options = new TrainingOptions();

  @Mixin private LessonOptions lessons = new LessonOptions();

  @Option(
      names = "--preprocess",
      paramLabel = "NAME",
      description =
          "none, mean, mean-image, standardize (default), standardize-features, min-max or"
              + " min-max-features; fitted on the training samples, saved with the model.")
  private @Nullable String preprocess;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description =
          "Cross-validate: K runs in OUT/fold-1 to OUT/fold-K, each judged on the fold it did not"
              + " see. The test samples are not used. The same command goes on if it was killed.")
  private @Nullable Integer folds;

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

  @Override
  public Integer call() throws IOException {
    Execution execution = options.execution();
    if (resume != null) {
      resumed(resume, execution).run(common);
      return 0;
    }
    Settings given = settings();
    DataSource source = given.resolve();
    Training.check(given, source);
    if (folds != null) {
      new FoldRuns(given, source, folds, execution, common).run(out);
      return 0;
    }
    Training.start(given, source, RunFolder.create(out, given.model()), execution, common)
        .run(common);
    return 0;
  }

  /** Returns what was asked for, checked. */
  Settings settings() {
    if (model == null) {
      throw new UsageException("train needs a MODEL, such as lenet5, or --resume DIR");
    }
    Settings given = options.settings(Models.find(model), lessons.lessons());
    return preprocess == null ? given : given.preprocess(Words.preprocessing(preprocess));
  }

  private Training resumed(Path run, Execution execution) throws IOException {
    options.none();
    if (model != null
        || out != null
        || preprocess != null
        || folds != null
        || !lessons.lessons().equals(Lessons.NONE)) {
      throw new UsageException("--resume goes on under the settings of the run; give no others");
    }
    RunFolder folder = RunFolder.open(run);
    Settings settings = folder.settings();
    return Training.resume(settings, settings.resolve(), folder, execution);
  }
}
