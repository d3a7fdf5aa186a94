package io.eddy.cli.bench;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.StopSignal;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.scoring.Stack;
import io.eddy.cli.scoring.WorkFolder;
import io.eddy.config.Settings;
import io.eddy.ingest.IngestOptions;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.jobs.scoring.ScoringRules;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eddy bench pipeline}: from the raw topic to the predictions topic. */
@Command(
    name = "pipeline",
    description = {
      "Measure the whole way raw topic, ingest, scoring job, predictions topic, with broker and"
          + " producer in the same process.",
      "First a warm-up; then throughput: records as fast as they are taken; then latency: an"
          + " open-loop rate."
    })
final class PipelineCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(
      names = "--data",
      defaultValue = "wikipedia",
      paramLabel = "NAME|FILE",
      description = "Data set whose events are sent, over and over (default: ${DEFAULT-VALUE}).")
  private String data = "wikipedia";

  @Option(
      names = "--warm-up",
      defaultValue = "150000",
      paramLabel = "N",
      description = "Events before anything is measured (default: ${DEFAULT-VALUE}).")
  private long warmUp;

  @Option(
      names = "--events",
      defaultValue = "300000",
      paramLabel = "N",
      description = "Events of the throughput part (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--rate",
      defaultValue = "2000",
      paramLabel = "N",
      description = "Events a second of the latency part (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      paramLabel = "N",
      description = "Length of the latency part (default: ${DEFAULT-VALUE}).")
  private long seconds;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    // The data is repeated later and later in time, past the present.
    Settings settings = shared.settings().with(IngestOptions.MAX_AHEAD, "36500 d");
    ScoringRules.requireConsistent(settings);
    requirePositive("--warm-up", warmUp);
    requirePositive("--events", events);
    requirePositive("--rate", rate);
    requirePositive("--seconds", seconds);
    PrintWriter progress = shared.command().commandLine().getErr();
    DataSet dataSet = DataCatalog.openStandard(data);
    try (StopSignal stop = StopSignal.install();
        WorkFolder work = WorkFolder.open(null);
        Stack stack = Stack.start(settings, work.path(), 0)) {
      PipelineBench bench = new PipelineBench(stack, dataSet, stop, progress);
      PipelineResult result =
          bench.run(
              warmUp,
              events,
              rate,
              seconds,
              Machine.here(),
              settings.get(ScoringOptions.PARALLELISM));
      if (json) {
        Json.print(shared.out(), result);
      } else {
        result.print(shared.out());
      }
    }
    return ExitCode.OK;
  }

  private void requirePositive(String option, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw shared.badUsage("%s: '%s': expected more than 0".formatted(option, value));
    }
  }
}
