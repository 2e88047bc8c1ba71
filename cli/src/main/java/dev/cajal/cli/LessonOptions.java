package dev.cajal.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of what comes before the labels, and beside them. */
final class LessonOptions {
  @Option(
      names = "--pretrain",
      paramLabel = "SCHEME",
      description =
          "Teach the hidden linear layers one after the other first: autoencoder, denoising, rbm or"
              + " supervised.")
  private @Nullable String pretrain;

  @Option(
      names = "--pretrain-epochs",
      paramLabel = "N",
      description = "Passes over the training data for each of these layers (default: 5).")
  private @Nullable Integer pretrainEpochs;

  @Option(
      names = "--teacher",
      paramLabel = "RUN",
      description = "Learn also from the softened outputs of the model in this run folder.")
  private @Nullable String teacher;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "By what the scores of both are divided for that (default: 4).")
  private @Nullable Double temperature;

  @Option(
      names = "--hint",
      paramLabel = "STUDENT=TEACHER",
      description =
          "Let a layer of the network predict one of the teacher first, for a quarter of the epochs"
              + " more.")
  private @Nullable String hint;

  Lessons lessons() {
    return new Lessons(pretrain, pretrainEpochs, teacher, temperature, hint);
  }
}
