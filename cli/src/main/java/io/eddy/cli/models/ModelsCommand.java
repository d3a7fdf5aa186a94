package io.eddy.cli.models;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code eddy models}: the group of commands about served models. */
@Command(
    name = "models",
    description = "Announce a bundle to running jobs.",
    subcommands = ModelsReleaseCommand.class)
public final class ModelsCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
