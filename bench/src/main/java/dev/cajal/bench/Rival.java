package dev.cajal.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Another library that can run the same steps. */
public enum Rival {
  /** PyTorch, in the {@code python3} of the machine. */
  PYTORCH("PyTorch", "rivals/pytorch.py") {
    @Override
    List<String> command(Path program) {
      return List.of("python3", program.toString());
    }
  };

  private final String title;
  private final String program;

  Rival(String title, String program) {
    this.title = title;
    this.program = program;
  }

  /** Returns what starts the program, without its arguments. */
  abstract List<String> command(Path program) throws IOException;

  /**
   * Starts it in a process of its own.
   *
   * @throws IOException if it is not there; the message carries what it said
   */
  RivalProcess start(Workload workload, int threads) throws IOException {
    Path folder = Files.createTempDirectory("cajal-rival");
    Path file = folder.resolve(Path.of(program).getFileName());
    try (InputStream source =
        Objects.requireNonNull(Rival.class.getResourceAsStream(program), program)) {
      Files.copy(source, file);
      return new RivalProcess(
          title,
          Stream.concat(
                  command(file).stream(),
                  Stream.of(
                      workload.model(),
                      Integer.toString(workload.batch()),
                      workload.mode().toString(),
                      Integer.toString(threads)))
              .toList());
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
