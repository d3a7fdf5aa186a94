package io.eddy.cli.dlq;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.config.Settings;
import io.eddy.ingest.deadletter.DeadLetters;
import io.eddy.ingest.deadletter.ReplayFilter;
import io.eddy.schemas.topics.DeadLetterCode;
import io.eddy.schemas.topics.Topic;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code eddy dlq replay}. */
@Command(
    name = "replay",
    description = {
      "Copy dead letters back to the topic they came from, as they came, each at most once.",
      "Mend the cause first (mapping, limits), or they come back."
    })
final class DlqReplayCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(names = "--code", paramLabel = "CODE", description = "Only those with this code.")
  private @Nullable String code;

  @Option(
      names = "--partition",
      paramLabel = "N",
      description = "Only those in this partition of the dead-letter topic.")
  private @Nullable Integer partition;

  @Option(names = "--from", paramLabel = "OFFSET", description = "First offset; needs --partition.")
  private @Nullable Long from;

  @Option(
      names = "--to",
      paramLabel = "OFFSET",
      description = "Offset after the last; needs --partition.")
  private @Nullable Long to;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    ReplayFilter filter = filter();
    Settings settings = shared.settings();
    try (BrokerConnection broker = BrokerConnection.open(settings)) {
      broker.requireTopics(Topic.EDGES_DLQ, Topic.EDGES_RAW, Topic.EDGES);
    }
    long replayed = DeadLetters.replay(settings, filter);
    if (json) {
      Json.print(shared.out(), Map.of("replayed", replayed));
    } else {
      shared.out().printf(Locale.ROOT, "replayed %,d dead letters%n", replayed);
      shared.out().flush();
    }
    return ExitCode.OK;
  }

  private ReplayFilter filter() {
    if (code != null
        && Arrays.stream(DeadLetterCode.values()).noneMatch(known -> known.code().equals(code))) {
      throw usage(
          "--code: '%s': expected one of %s"
              .formatted(
                  code,
                  Arrays.stream(DeadLetterCode.values())
                      .map(DeadLetterCode::code)
                      .collect(Collectors.joining(", "))));
    }
    ReplayFilter filter = code == null ? ReplayFilter.all() : ReplayFilter.code(code);
    if (partition != null) {
      return filter.within(partition, from == null ? 0 : from, to == null ? Long.MAX_VALUE : to);
    }
    if (from != null || to != null) {
      throw usage("--from and --to are offsets of one partition: give --partition");
    }
    return filter;
  }

  private ParameterException usage(String message) {
    return new ParameterException(shared.command().commandLine(), message);
  }
}
