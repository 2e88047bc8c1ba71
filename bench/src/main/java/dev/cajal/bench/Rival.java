package dev.cajal.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Another library that can run the same steps. Its program is a resource, run in a process of its
 * own: Python's by the {@code python3} of the machine, Java's from source over libraries that are
 * fetched when they are first needed. None of them is a dependency of Cajal.
 */
public enum Rival {
  /** PyTorch for Python. */
  PYTORCH("PyTorch", "pytorch.py"),
  /** ONNX Runtime for Java, which predicts. */
  ONNXRUNTIME("ONNX Runtime", "OnnxRuntime.java"),
  /** The Deep Java Library over PyTorch. */
  DJL("DJL", "Djl.java"),
  /** Eclipse Deeplearning4j. */
  DL4J("DL4J", "Dl4j.java");

  private static final Set<String> SMALL = Set.of("mlp", "lenet5", "convnetjs");

  private final String title;
  private final String program;

  Rival(String title, String program) {
    this.title = title;
    this.program = program;
  }

  /** Returns how long each variant runs before it is timed: a library in Java is compiled first. */
  double warmUpMillis() {
    return this == DJL || this == DL4J ? 10_000 : 2_500;
  }

  /** Returns whether its program knows the model and the mode. */
  boolean knows(Workload workload) {
    boolean infers = workload.mode() == Workload.Mode.INFER;
    return switch (this) {
      case PYTORCH -> true;
      case ONNXRUNTIME -> infers;
      case DJL, DL4J ->
          SMALL.contains(workload.model()) && (infers || workload.mode() == Workload.Mode.TRAIN);
    };
  }

  /**
   * Starts it in a process of its own.
   *
   * @throws IOException if it is not there; the message carries what it said
   */
  RivalProcess start(Workload workload, int threads) throws IOException {
    return start(workload, threads, List.of());
  }

  /** Starts it without its other variants, whose nets would need memory as well. */
  RivalProcess startFirstVariant(Workload workload, int threads) throws IOException {
    return start(workload, threads, List.of("first"));
  }

  private RivalProcess start(Workload workload, int threads, List<String> more) throws IOException {
    Path folder = Files.createTempDirectory("cajal-rival");
    try {
      List<String> command = new ArrayList<>(command(folder));
      command.addAll(
          List.of(
              workload.model(),
              Integer.toString(workload.batch()),
              workload.mode().toString(),
              workload.precision().toString(),
              Integer.toString(threads)));
      command.addAll(more);
      return new RivalProcess(title, command, threads);
    } finally {
      delete(folder);
    }
  }

  private List<String> command(Path folder) throws IOException {
    String main = unpack(program, folder).toString();
    if (main.endsWith(".py")) {
      return List.of("python3", main);
    }
    unpack("Rounds.java", folder);
    if (this == ONNXRUNTIME) {
      unpack("Onnx.java", folder);
    }
    Path pom = unpack(program.replace(".java", ".xml"), folder);
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        Libraries.classPath(title, pom),
        main);
  }

  private static Path unpack(String name, Path folder) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream source =
        Objects.requireNonNull(Rival.class.getResourceAsStream("rivals/" + name), name)) {
      Files.copy(source, file);
    }
    return file;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
