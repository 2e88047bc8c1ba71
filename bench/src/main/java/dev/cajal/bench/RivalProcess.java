package dev.cajal.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A rival in a process of its own, which rests until it is told to run steps. It prints {@code note
 * TEXT} for what it cannot do here, then {@code ready VERSION PARAMETERS VARIANT…}, and answers
 * each line {@code VARIANT STEPS} with the milliseconds of every step, separated by blanks. It ends
 * at the end of its input.
 */
final class RivalProcess implements AutoCloseable {
  private final String title;
  private final Process process;
  private final BufferedReader answers;
  private final Writer orders;
  private final String version;
  private final long parameters;
  private final List<String> variants;
  private final List<String> notes = new ArrayList<>();

  /**
   * Starts a rival and waits until it is ready.
   *
   * @param title its name for people
   * @param command the program and its arguments
   * @param threads how many threads its libraries may use
   * @throws IOException if it does not come so far; the message carries the last line it said
   */
  RivalProcess(String title, List<String> command, int threads) throws IOException {
    this.title = title;
    Path errors = Files.createTempFile("cajal-rival", ".log");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
      process = builder.start();
      answers = process.inputReader(StandardCharsets.UTF_8);
      orders = process.outputWriter(StandardCharsets.UTF_8);
      String line = answers.readLine();
      while (line != null && !line.startsWith("ready ")) {
        if (line.startsWith("note ")) {
          notes.add(title + ": " + line.substring("note ".length()));
        }
        line = answers.readLine();
      }
      if (line == null) {
        close();
        throw new IOException(title + " did not start: " + reason(Files.readAllLines(errors)));
      }
      List<String> words = List.of(line.split(" "));
      version = words.get(1);
      parameters = Long.parseLong(words.get(2));
      variants = words.subList(3, words.size());
    } finally {
      Files.delete(errors);
    }
  }

  /** Returns the last line that is no part of a stack trace. */
  private static String reason(List<String> said) {
    return said.stream()
        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
        .reduce((first, second) -> second)
        .orElse("it said nothing");
  }

  /** Returns the name and version. */
  String name() {
    return title + " " + version;
  }

  /** Returns how many trained numbers its net has. */
  long parameters() {
    return parameters;
  }

  /** Returns the number of the process. */
  long pid() {
    return process.pid();
  }

  List<String> variants() {
    return variants;
  }

  /** Returns what it said it cannot do, a line each. */
  List<String> notes() {
    return notes;
  }

  /** Runs steps and returns the milliseconds of each. */
  double[] run(String variant, int steps) throws IOException {
    orders.write(variant + " " + steps + "\n");
    orders.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException(title + " stopped in the middle of a measurement");
    }
    return Arrays.stream(answer.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
