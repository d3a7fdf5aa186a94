package io.eddy.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns a command line that makes no sense into one message and exit code {@link
 * CommandLine.ExitCode#USAGE}; shows the whole help only where the user gave no command.
 */
final class UsageErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException error, String[] words) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("eddy: " + error.getMessage());
    boolean suggested = UnmatchedArgumentException.printSuggestions(error, err);
    if (!command.getSubcommands().isEmpty() && !suggested) {
      command.usage(err);
    } else {
      err.println("See `%s --help`.".formatted(command.getCommandSpec().qualifiedName()));
    }
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }
}
