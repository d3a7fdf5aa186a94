package io.eddy.cli.topics;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code eddy topics}: the group of commands about topics. */
@Command(
    name = "topics",
    description = "Create Eddy's topics, or show what is in them.",
    subcommands = {TopicsCreateCommand.class, TopicsListCommand.class})
public final class TopicsCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
