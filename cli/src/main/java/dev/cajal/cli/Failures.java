package dev.cajal.cli;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import picocli.CommandLine;

/** Failures as users see them: one line on standard error, and the stack trace with --debug. */
final class Failures {

  private Failures() {}

  /** Says what is wrong with the command line; status 2. */
  static int wrongUsage(CommandLine.ParameterException failure, String[] args) {
    CommandLine line = failure.getCommandLine();
    PrintWriter err = line.getErr();
    String command = line.getCommandSpec().qualifiedName();
    err.println("cajal: " + oneLine(describe(failure)) + " (see " + command + " --help)");
    debug(err, failure, args);
    return CommandLine.ExitCode.USAGE;
  }

  /** Says what failed; status 1, or 2 if the command found its arguments at fault. */
  static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    String[] args = parsed.originalArgs().toArray(String[]::new);
    if (failure instanceof UsageException) {
      line.getErr().println("cajal: " + oneLine(describe(failure)));
      debug(line.getErr(), failure, args);
      return CommandLine.ExitCode.USAGE;
    }
    line.getErr().println("cajal: " + oneLine(describe(failure)));
    debug(line.getErr(), failure, args);
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String describe(Exception failure) {
    String message = failure.getMessage();
    return switch (failure) {
      case NoSuchFileException e ->
          e.getReason() == null
              ? "there is no file " + e.getFile()
              : e.getFile() + ": " + e.getReason();
      case AccessDeniedException e -> "no permission for " + e.getFile();
      case FileSystemException e ->
          e.getFile()
              + ": "
              + (e.getReason() == null ? e.getClass().getSimpleName() : e.getReason());
      default -> message == null ? failure.getClass().getSimpleName() : message;
    };
  }

  private static void debug(PrintWriter err, Exception failure, String[] args) {
    if (Arrays.asList(args).contains("--debug")) {
      failure.printStackTrace(err);
    }
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
