package dev.cajal.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command line ended with and wrote. */
record CommandRun(int status, String out, String err) {

  /** Runs {@code cajal} with the given arguments in this process. */
  static CommandRun cajal(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new CommandRun(status, out.toString(), err.toString());
  }
}
