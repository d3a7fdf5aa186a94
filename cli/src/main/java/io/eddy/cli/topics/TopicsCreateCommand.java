package io.eddy.cli.topics;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code eddy topics create}. */
@Command(
    name = "create",
    description = "Create the topics that do not exist yet; leave the others as they are.")
final class TopicsCreateCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(
      names = "--partitions",
      defaultValue = "1",
      description = "Partitions of each topic (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--raw-partitions",
      description = "Partitions of the raw input (default: as --partitions).")
  private @Nullable Integer rawPartitions;

  @Option(
      names = "--replication",
      defaultValue = "1",
      description = "Replicas of each partition (default: ${DEFAULT-VALUE}).")
  private short replication;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    int raw = rawPartitions == null ? partitions : rawPartitions;
    requirePositive("--partitions", partitions);
    requirePositive("--raw-partitions", raw);
    requirePositive("--replication", replication);
    try (TopicAdmin topics = TopicAdmin.open(shared.settings())) {
      List<String> created = topics.create(new TopicLayout(partitions, raw, replication));
      if (json) {
        Json.print(shared.out(), Map.of("created", created));
      } else if (created.isEmpty()) {
        shared.out().println("All topics exist already.");
      } else {
        created.forEach(name -> shared.out().println("created " + name));
      }
    }
    return ExitCode.OK;
  }

  private void requirePositive(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          shared.command().commandLine(), option + ": '" + value + "': expected at least 1");
    }
  }
}
