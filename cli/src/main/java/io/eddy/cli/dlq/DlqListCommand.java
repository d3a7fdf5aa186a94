package io.eddy.cli.dlq;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.Table;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.config.Settings;
import io.eddy.ingest.deadletter.DeadLetter;
import io.eddy.ingest.deadletter.DeadLetters;
import io.eddy.schemas.topics.Topic;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eddy dlq list}. */
@Command(name = "list", description = "Show dead letters with the reason, oldest first.")
final class DlqListCommand implements Callable<Integer> {
  private static final int PREVIEW_CHARS = 60;

  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(
      names = "--limit",
      defaultValue = "50",
      paramLabel = "N",
      description = "Most dead letters shown (default: ${DEFAULT-VALUE}).")
  private long limit;

  @Option(names = "--json", description = "Print a JSON list with one object a dead letter.")
  private boolean json;

  @Override
  public Integer call() {
    Settings settings = shared.settings();
    try (BrokerConnection broker = BrokerConnection.open(settings)) {
      broker.requireTopics(Topic.EDGES_DLQ);
    }
    List<DeadLetter> letters;
    try (Stream<DeadLetter> stream = DeadLetters.list(settings, Math.max(0, limit))) {
      letters = stream.toList();
    }
    if (json) {
      Json.print(shared.out(), letters.stream().map(DeadLetterView::of).toList());
    } else if (letters.isEmpty()) {
      shared.out().println("No dead letters.");
      shared.out().flush();
    } else {
      Table table = new Table("dead letter", "from", "code", "reason", "value");
      letters.forEach(letter -> row(table, letter));
      table.print(shared.out());
    }
    return ExitCode.OK;
  }

  private static void row(Table table, DeadLetter letter) {
    DeadLetterView view = DeadLetterView.of(letter);
    String value = view.value() == null ? "(no text)" : view.value().replaceAll("\\p{Cntrl}", " ");
    table.row(
        letter.partition() + "@" + letter.offset(),
        "%s %d@%d".formatted(letter.originTopic(), letter.originPartition(), letter.originOffset()),
        letter.code(),
        letter.reason(),
        value.length() > PREVIEW_CHARS ? value.substring(0, PREVIEW_CHARS) + "…" : value);
  }
}
