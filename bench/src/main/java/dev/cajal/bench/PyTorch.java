package dev.cajal.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The rival in a process of its own, which runs steps when told to and says how long they took. */
final class PyTorch implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final Writer orders;
  private final Path script;
  private final String version;
  private final List<String> variants;

  /**
   * Starts the rival.
   *
   * @throws IOException if there is no {@code python3} with torch; the message carries what it said
   */
  PyTorch(Workload workload, int threads) throws IOException {
    script = Files.createTempFile("cajal-rival", ".py");
    try (InputStream source =
        Objects.requireNonNull(PyTorch.class.getResourceAsStream("rival.py"), "rival.py")) {
      Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
    }
    Path errors = Files.createTempFile("cajal-rival", ".log");
    process =
        new ProcessBuilder(
                "python3",
                script.toString(),
                workload.model(),
                Integer.toString(workload.batch()),
                workload.mode().toString(),
                Integer.toString(threads))
            .redirectError(errors.toFile())
            .start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    orders = process.outputWriter(StandardCharsets.UTF_8);
    String hello = answers.readLine();
    if (hello == null || !hello.startsWith("ready ")) {
      String said = Files.readString(errors).strip();
      Files.delete(errors);
      close();
      throw new IOException(
          "python3 with torch did not start: " + said.substring(said.lastIndexOf('\n') + 1));
    }
    Files.delete(errors);
    String[] words = hello.split(" ");
    version = words[1];
    variants = List.of(words).subList(2, words.length);
  }

  String version() {
    return version;
  }

  List<String> variants() {
    return variants;
  }

  /** Runs steps and returns the milliseconds of each. */
  double[] run(String variant, int steps) throws IOException {
    orders.write(variant + " " + steps + "\n");
    orders.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("python3 stopped in the middle of a measurement");
    }
    return Arrays.stream(answer.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    Files.deleteIfExists(script);
  }
}
