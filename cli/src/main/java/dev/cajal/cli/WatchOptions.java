package dev.cajal.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about what is seen and kept of a run. */
final class WatchOptions {
  @Option(
      names = "--ema",
      paramLabel = "DECAY",
      description =
          "Also keep a moving average of the weights, with this decay, such as 0.999; cajal"
              + " evaluate --ema judges it.")
  private @Nullable Double ema;

  @Option(
      names = "--snapshots",
      paramLabel = "N",
      description =
          "Let the rate fall N times and keep the weights each time; cajal evaluate --snapshots"
              + " lets them decide together.")
  private @Nullable Integer snapshots;

  @Option(
      names = "--watch",
      paramLabel = "EVERY|auto|off",
      description =
          "Look into the layers every so many steps, or every 250 (auto; more often in short"
              + " runs), and say what is wrong; off by default.")
  private @Nullable String watch;

  @Option(
      names = "--tensorboard",
      paramLabel = "DIR",
      description = "Write events for TensorBoard into this folder.")
  private @Nullable Path tensorboard;

  Averaging averaging() {
    return new Averaging(ema, snapshots);
  }

  Observation observation() {
    return new Observation(every(), tensorboard);
  }

  private int every() {
    if (watch == null || watch.equals("off")) {
      return Observation.OFF;
    }
    if (watch.equals("auto")) {
      return Observation.USUAL;
    }
    try {
      int every = Integer.parseInt(watch);
      if (every >= 1) {
        return every;
      }
    } catch (NumberFormatException e) {
      throw new UsageException("--watch must be off or a number of steps, found '" + watch + "'");
    }
    throw new UsageException("--watch must be at least 1, or off, found " + watch);
  }

  /** Throws if settings were given beside {@code --resume}. */
  void none() {
    if (ema != null || snapshots != null) {
      throw new UsageException("--resume goes on under the settings of the run; give no others");
    }
  }
}
