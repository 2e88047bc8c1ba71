package dev.cajal.bench;

import java.util.List;
import java.util.Locale;

/**
 * One thing that is timed.
 *
 * @param model a name of the zoo
 * @param batch samples in a step
 * @param mode training steps or predictions
 */
public record Workload(String model, int batch, Mode mode) {

  /** What a step does. */
  public enum Mode {
    /** Forward, loss, backward, update by SGD with momentum. */
    TRAIN,
    /** Forward in evaluation mode. */
    INFER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The workloads of the published table. */
  public static final List<Workload> ALL =
      List.of(
          new Workload("mlp", 1, Mode.TRAIN),
          new Workload("mlp", 32, Mode.TRAIN),
          new Workload("mlp", 128, Mode.TRAIN),
          new Workload("lenet5", 32, Mode.TRAIN),
          new Workload("lenet5", 128, Mode.TRAIN),
          new Workload("convnetjs", 4, Mode.TRAIN),
          new Workload("convnetjs", 64, Mode.TRAIN),
          new Workload("allcnn", 32, Mode.TRAIN),
          new Workload("alexnet", 16, Mode.TRAIN),
          new Workload("vgg11-bn", 4, Mode.TRAIN),
          new Workload("mlp", 1, Mode.INFER),
          new Workload("lenet5", 1, Mode.INFER),
          new Workload("convnetjs", 1, Mode.INFER));

  /** Returns the name, such as {@code lenet5-b32-train}. */
  public String name() {
    return model + "-b" + batch + "-" + mode;
  }

  /**
   * Returns the workloads whose name starts with one of some words; all for no words.
   *
   * @throws IllegalArgumentException if a word matches none
   */
  public static List<Workload> matching(List<String> words) {
    for (String word : words) {
      if (ALL.stream().noneMatch(w -> w.name().startsWith(word))) {
        throw new IllegalArgumentException(
            "no workload starts with '"
                + word
                + "'; there are "
                + String.join(", ", ALL.stream().map(Workload::name).toList()));
      }
    }
    return words.isEmpty()
        ? ALL
        : ALL.stream().filter(w -> words.stream().anyMatch(w.name()::startsWith)).toList();
  }
}
