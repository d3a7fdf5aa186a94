package io.eddy.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code eddy bench}: the group of whole-system benchmarks. */
@Command(
    name = "bench",
    description =
        "Measure the speed of the whole system, of the feedback loop, of networks, or of snapshots, on this machine.",
    subcommands = {
      PipelineCommand.class,
      LoopCommand.class,
      TgnCommand.class,
      RipplesCommand.class,
      SmpnnCommand.class,
      SnapshotsCommand.class
    })
public final class BenchCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;
}
