package dev.cajal.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    versionProvider = Version.class)
public final class Main {
  private static final List<Class<?>> COMMANDS =
      List.of(
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
          CommandLine.HelpCommand.class);

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
    CommandLine line = args.length == 0 ? line() : line(args[0]);
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
    return line(COMMANDS);
  }

  /** The parser of command lines that begin with a word: to describe all commands takes long. */
  private static CommandLine line(String word) {
    List<Class<?>> named = COMMANDS.stream().filter(c -> name(c).equals(word)).toList();
    return line(
        named.isEmpty() || named.contains(CommandLine.HelpCommand.class) ? COMMANDS : named);
  }

  private static CommandLine line(List<Class<?>> commands) {
    CommandLine line = new CommandLine(new Main());
    commands.forEach(line::addSubcommand);
    return line.setUsageHelpAutoWidth(true).setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }
}
