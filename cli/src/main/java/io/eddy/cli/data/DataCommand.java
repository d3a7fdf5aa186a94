package io.eddy.cli.data;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code eddy data}: the group of commands about data sets. */
@Command(
    name = "data",
    description = "List, fetch and generate data sets.",
    subcommands = {
      DataListCommand.class,
      DataFetchCommand.class,
      DataPathCommand.class,
      DataGenerateCommand.class
    })
public final class DataCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
