package dev.cajal.cli;

import dev.cajal.nn.data.DataSource;
import dev.cajal.nn.data.Dataset;
import dev.cajal.vision.DataSources;
import dev.cajal.vision.Environment;
import dev.cajal.vision.folder.ImageOptions;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The samples that a trained model looks at: all of the data of its run, or others. */
final class RunSamples {
  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description = "Other data than the run was trained on.")
  private @Nullable String data;

  @Option(
      names = "--part",
      paramLabel = "train|test",
      defaultValue = "train",
      description = "Which samples (default: ${DEFAULT-VALUE}).")
  private Part part = Part.TRAIN;

  /** The parts of a data source. */
  enum Part {
    TRAIN,
    TEST
  }

  /** Reads the data, in the size that the model of a run takes. */
  DataSource source(RunFolder folder) throws IOException {
    Settings settings = folder.settings();
    return Fitted.exactly(
        folder.sample(),
        data == null
            ? settings.found()
            : DataSources.resolve(
                data, Environment.system(), ImageOptions.AS_THEY_ARE, settings.seed()));
  }

  /** Returns the part of the data that was asked for. */
  Dataset of(DataSource source) {
    return part == Part.TRAIN ? source.train() : source.test();
  }

  /** Returns the name of that part: train or test. */
  String part() {
    return part == Part.TRAIN ? "train" : "test";
  }
}
