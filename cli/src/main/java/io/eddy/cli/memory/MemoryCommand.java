package io.eddy.cli.memory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code eddy memory}: the group of commands about what nodes remember. */
@Command(
    name = "memory",
    description = "Look into the memory of nodes.",
    subcommands = MemoryShowCommand.class)
public final class MemoryCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
