package io.eddy.cli.train;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code eddy train}: the group of commands that train models. */
@Command(
    name = "train",
    description = "Train a model on a data set and write it as a bundle.",
    subcommands = {TrainRankerCommand.class, TrainTgnCommand.class, TrainSmpnnCommand.class})
public final class TrainCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
