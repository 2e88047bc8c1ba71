package dev.cajal.bench;

import dev.cajal.graph.Precision;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that is timed.
 *
 * @param model a name of the zoo, or {@code lstm} or {@code rnn}
 * @param batch samples in a step
 * @param mode what a step does
 * @param precision how exactly we compute
 */
public record Workload(String model, int batch, Mode mode, Precision precision) {

  /** Creates a workload in float32. */
  Workload(String model, int batch, Mode mode) {
    this(model, batch, mode, Precision.STRICT);
  }

  /** What a step does. */
  public enum Mode {
    /** Forward, loss, backward, update by SGD with momentum. */
    TRAIN,
    /** Forward in training mode and loss, to be compared with GRADIENT. */
    LOSS,
    /** Forward, loss and backward. */
    GRADIENT,
    /** Forward in evaluation mode. */
    INFER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The workloads of the published table. */
  public static final List<Workload> ALL =
      Stream.of(
              on("mlp", Mode.TRAIN, 1, 32, 128),
              on("lenet5", Mode.TRAIN, 32, 128),
              on("convnetjs", Mode.TRAIN, 4, 64),
              on("allcnn", Mode.TRAIN, 32),
              on("alexnet", Mode.TRAIN, 16),
              on("vgg11-bn", Mode.TRAIN, 4),
              on("lstm", Mode.TRAIN, 32),
              on("rnn", Mode.TRAIN, 32),
              on("mlp", Mode.INFER, 1, 32),
              on("lenet5", Mode.INFER, 1, 32),
              on("convnetjs", Mode.INFER, 1, 32),
              on("allcnn", Mode.INFER, 1, 32),
              on("alexnet", Mode.INFER, 1, 32),
              on("vgg11-bn", Mode.INFER, 1, 32),
              on("lstm", Mode.INFER, 1, 32),
              on("rnn", Mode.INFER, 1, 32))
          .flatMap(stream -> stream)
          .toList();

  /** What a gradient costs beside the forward pass; measured when named in full. */
  private static final List<Workload> PARTS =
      List.of(
          new Workload("lenet5", 32, Mode.LOSS),
          new Workload("lenet5", 32, Mode.GRADIENT),
          new Workload("vgg11", 2, Mode.LOSS),
          new Workload("vgg11", 2, Mode.GRADIENT),
          new Workload("lstm", 32, Mode.LOSS),
          new Workload("lstm", 32, Mode.GRADIENT));

  private static Stream<Workload> on(String model, Mode mode, int... batches) {
    return Arrays.stream(batches).mapToObj(batch -> new Workload(model, batch, mode));
  }

  /** Returns this workload in another precision. */
  public Workload in(Precision other) {
    return new Workload(model, batch, mode, other);
  }

  /** Returns the name, such as {@code lenet5-b32-train} or {@code alexnet-b16-train-fast}. */
  public String name() {
    return model + "-b" + batch + "-" + mode + (precision == Precision.FAST ? "-fast" : "");
  }

  /**
   * Returns the workloads whose name starts with one of some words; all for no words.
   *
   * @throws IllegalArgumentException if a word matches none
   */
  public static List<Workload> matching(List<String> words) {
    if (words.isEmpty()) {
      return ALL;
    }
    Set<Workload> found = new LinkedHashSet<>();
    for (String word : words) {
      List<Workload> whole = starting(ALL, word);
      List<Workload> some = whole.isEmpty() ? starting(PARTS, word) : whole;
      if (some.isEmpty()) {
        throw new IllegalArgumentException(
            "no workload starts with '"
                + word
                + "'; there are "
                + Stream.concat(ALL.stream(), PARTS.stream())
                    .map(Workload::name)
                    .collect(Collectors.joining(", ")));
      }
      found.addAll(some);
    }
    return List.copyOf(found);
  }

  private static List<Workload> starting(List<Workload> workloads, String word) {
    return workloads.stream().filter(w -> w.name().startsWith(word)).toList();
  }
}
