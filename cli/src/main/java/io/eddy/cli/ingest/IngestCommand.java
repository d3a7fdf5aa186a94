package io.eddy.cli.ingest;

import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.StopSignal;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.config.Settings;
import io.eddy.ingest.EdgeIngest;
import io.eddy.ingest.IngestOptions;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code eddy ingest}: checks and deduplicates raw records until Ctrl-C. */
@Command(
    name = "ingest",
    description = {
      "Turn raw records into edges until Ctrl-C: decode, check, deduplicate; exactly once.",
      "What cannot be taken goes to the dead-letter topic (see `eddy dlq`)."
    })
public final class IngestCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = shared.settings();
    try (BrokerConnection broker = BrokerConnection.open(settings)) {
      broker.requireTopics(Topic.EDGES_RAW, Topic.EDGES, Topic.EDGES_DLQ, Topic.INGEST_STATUS);
    }
    try (StopSignal stop = StopSignal.install();
        EdgeIngest ingest = EdgeIngest.start(settings)) {
      ingest.awaitRunning(settings.get(IngestOptions.START_TIMEOUT));
      String prefix = settings.get(ConnectionOptions.PREFIX);
      shared
          .out()
          .printf("ingesting %s into %s%n", Topic.EDGES_RAW.name(prefix), Topic.EDGES.name(prefix));
      shared.out().flush();
      var unused = ingest.termination().whenComplete((done, failure) -> stop.raise());
      stop.await();
      if (ingest.state() == EdgeIngest.State.FAILED) {
        ingest.termination().join();
      }
    }
    return ExitCode.OK;
  }
}
