package io.eddy.cli.dlq;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code eddy dlq}: the group of commands about dead letters. */
@Command(
    name = "dlq",
    description = "Show the records that ingest or the scoring job refused, or send them in again.",
    subcommands = {DlqListCommand.class, DlqReplayCommand.class})
public final class DlqCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
