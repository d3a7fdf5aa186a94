package io.eddy.cli.features;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code eddy features}: the group of commands that read embeddings. */
@Command(
    name = "features",
    description = "Read embeddings of nodes from the feature stores.",
    subcommands = {FeaturesGetCommand.class, FeaturesNearestCommand.class})
public final class FeaturesCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
