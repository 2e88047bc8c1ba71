package dev.cajal.bench;

import dev.cajal.graph.Precision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cajal in a process of its own, which speaks as rivals do (see {@link RivalProcess}): for what a
 * process has only once, such as its peak of memory and its number of threads.
 */
public final class Ourselves {
  private Ourselves() {}

  /**
   * Starts another machine like this one, with its options.
   *
   * @param threads how many threads compute
   * @throws IOException if it does not come so far that it could run steps
   */
  static RivalProcess start(Workload workload, int threads) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(Ourselves::passedOn)
        .forEach(command::add);
    command.add("-Dcajal.cpu.threads=" + threads);
    Module module = Ourselves.class.getModule();
    command.addAll(List.of("--class-path", System.getProperty("java.class.path", "")));
    if (module.isNamed()) {
      command.addAll(List.of("--module-path", System.getProperty("jdk.module.path", "")));
      command.addAll(List.of("--module", module.getName() + "/" + Ourselves.class.getName()));
    } else {
      command.add(Ourselves.class.getName());
    }
    command.addAll(
        List.of(
            workload.model(),
            Integer.toString(workload.batch()),
            workload.mode().name(),
            workload.precision().name()));
    return new RivalProcess("Cajal", command, threads);
  }

  /** Paths are given anew, and an archive of classes belongs to one command. */
  private static boolean passedOn(String option) {
    return (option.startsWith("-X") && !option.contains("SharedArchive"))
        || option.startsWith("-Dcajal.")
        || option.startsWith("--enable-native-access")
        || option.startsWith("--add-modules");
  }

  /** Runs steps when told to; the arguments are model, batch, mode and precision. */
  public static void main(String[] args) throws IOException {
    Workload.Mode mode = Workload.Mode.valueOf(args[2]);
    Precision precision = Precision.valueOf(args[3]);
    Steps steps = Steps.of(new Workload(args[0], Integer.parseInt(args[1]), mode, precision));
    Comparison.warmUp(steps);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("ready " + Runtime.version() + " " + steps.parameters() + " step");
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      int count = Integer.parseInt(order.substring(order.indexOf(' ') + 1));
      out.println(
          IntStream.range(0, count)
              .mapToObj(i -> String.format(Locale.ROOT, "%.5f", steps.run()))
              .collect(Collectors.joining(" ")));
    }
  }
}
