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
    Training training = resume == null ? started(execution) : resumed(resume, execution);
    return training.run(common);
  }

  private Training started(Execution execution) throws IOException {
    if (model == null) {
      throw new UsageException("train needs a MODEL, such as lenet5, or --resume DIR");
    }
    Settings given = options.settings(Models.find(model), lessons.lessons());
    DataSource source = given.resolve();
    Training.check(given, source);
    return Training.start(given, source, RunFolder.create(out, given.model()), execution);
  }

  private Training resumed(Path run, Execution execution) throws IOException {
    options.none();
    if (model != null || out != null || !lessons.lessons().equals(Lessons.NONE)) {
      throw new UsageException("--resume goes on under the settings of the run; give no others");
    }
    RunFolder folder = RunFolder.open(run);
    Settings settings = folder.settings();
    return Training.resume(settings, settings.resolve(), folder, execution);
  }
}
