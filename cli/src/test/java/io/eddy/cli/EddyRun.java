package io.eddy.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One run of the eddy command inside this process: its exit code and what it printed. */
public record EddyRun(int exit, String out, String err) {
  /** Runs a command with the given words. */
  public static EddyRun of(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Eddy.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exit = command.execute(words);
    return new EddyRun(exit, out.toString(), err.toString());
  }
}
