import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The answering side of a rival's process. Prints {@code ready VERSION PARAMETERS VARIANT…}, then
 * answers each line {@code VARIANT STEPS} of standard input with the milliseconds of every step.
 */
final class Rounds {
  /** One step. */
  interface Step {
    void run() throws Exception;
  }

  private final PrintStream answers = System.out;
  private final Map<String, Step> variants = new LinkedHashMap<>();

  /** Turns what the library prints away from the answers. */
  Rounds() {
    System.setOut(System.err);
  }

  Rounds variant(String name, Step step) {
    variants.put(name, step);
    return this;
  }

  void serve(String version, long parameters) throws Exception {
    answers.println(
        "ready " + version + " " + parameters + " " + String.join(" ", variants.keySet()));
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      String[] words = line.split(" ");
      Step step = variants.get(words[0]);
      StringBuilder times = new StringBuilder();
      for (int i = Integer.parseInt(words[1]); i > 0; i--) {
        long start = System.nanoTime();
        step.run();
        times.append(String.format(Locale.ROOT, "%.5f ", (System.nanoTime() - start) / 1e6));
      }
      answers.println(times.toString().strip());
      answers.flush();
    }
    // Threads of the library may still be alive.
    System.exit(0);
  }
}
