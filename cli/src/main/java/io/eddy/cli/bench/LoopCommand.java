package io.eddy.cli.bench;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.scoring.WorkFolder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eddy bench loop}: the feedback loop by itself, without Kafka. */
@Command(
    name = "loop",
    description = {
      "Measure the feedback loop on a Flink cluster in this process, beside a keyed exchange without a loop.",
      "Rates, checkpoints with 100,000 messages in flight, latency of a hop, a two-hop explosion."
    })
final class LoopCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(
      names = "--messages",
      defaultValue = "20000000",
      paramLabel = "N",
      description = "Messages of each measured rate (default: ${DEFAULT-VALUE}).")
  private long messages;

  @Option(
      names = "--hops",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Hops whose latency is measured (default: ${DEFAULT-VALUE}).")
  private int hops;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    try (WorkFolder work = WorkFolder.open(null);
        LoopBench bench = new LoopBench(work.path(), shared.command().commandLine().getErr())) {
      LoopResult result = bench.run(messages, hops);
      if (json) {
        Json.print(shared.out(), result);
      } else {
        result.print(shared.out());
      }
    }
    return ExitCode.OK;
  }
}
