package io.eddy.cli.topics;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eddy topics list}. */
@Command(
    name = "list",
    description =
        "Show Eddy's topics with their partitions and offsets (records, and markers of transactions).")
final class TopicsListCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(names = "--json", description = "Print a JSON list with one object a topic.")
  private boolean json;

  @Override
  public Integer call() {
    List<TopicStatus> topics;
    try (TopicAdmin admin = TopicAdmin.open(shared.settings())) {
      topics = admin.list();
    }
    if (json) {
      Json.print(shared.out(), topics);
      return ExitCode.OK;
    }
    Table table = new Table("topic", "partitions", "offsets", "cleanup", "content");
    topics.forEach(
        topic ->
            table.row(
                topic.partitions() == 0 ? topic.topic() + " (absent)" : topic.topic(),
                topic.partitions(),
                topic.offsets(),
                topic.cleanup(),
                topic.content()));
    table.print(shared.out());
    return ExitCode.OK;
  }
}
