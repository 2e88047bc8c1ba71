package dev.cajal.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The {@code cajal} command: parses the line, runs a subcommand, turns failures into exit status.
 */
@Command(
    name = "cajal",
    description = "Define, train, inspect and ship neural networks on the JVM.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      TrainCommand.class,
      FitCommand.class,
      FinetuneCommand.class,
      SearchCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      SampleCommand.class,
      FeaturesCommand.class,
      InspectCommand.class,
      SummaryCommand.class,
      GraphCommand.class,
      GradcheckCommand.class,
      DataCommand.class,
      LabCommand.class,
      BenchCommand.class,
      DoctorCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main {
  private Main() {}

  /** Runs the command and exits with its status: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] args) {
    Logger.getLogger("").setLevel(Level.WARNING);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, args));
  }

  /** Runs the command and returns its status. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = line();
    line.setOut(out);
    line.setErr(err);
    line.setParameterExceptionHandler(Failures::wrongUsage);
    line.setExecutionExceptionHandler(Failures::failed);
    if (args.length == 0) {
      line.usage(out);
      return 0;
    }
    return line.execute(args);
  }

  /** The parser of command lines. */
  static CommandLine line() {
    return new CommandLine(new Main())
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}
