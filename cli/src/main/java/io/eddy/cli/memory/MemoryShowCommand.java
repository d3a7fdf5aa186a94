package io.eddy.cli.memory;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.Table;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.config.Settings;
import io.eddy.schemas.NodeMemory;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eddy memory show}. */
@Command(
    name = "show",
    description = {
      "Show a node's memory, its last mails and their ages, from the memory topic.",
      "The scoring job writes it where eddy.memory.bundle is set.",
      "Ages count from the newest event time on the topic."
    })
final class MemoryShowCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Parameters(paramLabel = "NODE", description = "Id of the node, as in the edges.")
  private String node = "";

  @Option(
      names = "--components",
      defaultValue = "8",
      paramLabel = "N",
      description = "How many components of the vector are shown (default: ${DEFAULT-VALUE}).")
  private int components;

  @Option(names = "--json", description = "Print one JSON object, with the whole vector.")
  private boolean json;

  @Override
  public Integer call() {
    if (components < 0) {
      throw shared.badUsage("--components: '%d': expected 0 or more".formatted(components));
    }
    Settings settings = shared.settings();
    try (BrokerConnection broker = BrokerConnection.open(settings)) {
      broker.requireTopics(Topic.MEMORY);
    }
    PublishedMemories memories = PublishedMemories.read(settings, node);
    NodeMemory memory = memories.found();
    Instant newest = memories.newest();
    if (memory == null || newest == null) {
      throw new CommandException(
          "no memory of node '%s' among the %d records of topic '%s': no job has published one, or it was idle for so long that the job has forgotten it; ids are case-sensitive"
              .formatted(
                  node,
                  memories.records(),
                  Topic.MEMORY.name(settings.get(ConnectionOptions.PREFIX))));
    }
    MemoryReport report = MemoryReport.of(memory, newest);
    if (json) {
      Json.print(shared.out(), report);
    } else {
      print(report, shared.out());
    }
    return ExitCode.OK;
  }

  private void print(MemoryReport report, PrintWriter out) {
    out.printf("node      %s%n", report.node());
    out.printf(
        Locale.ROOT, "memory    by %s, after %,d updates%n", report.model(), report.updates());
    out.printf("changed   %s, %s ago%n", report.time(), Ages.text(report.ageSeconds()));
    out.printf(
        Locale.ROOT,
        "vector    %d components, length %.4f: %s%s%n",
        report.vector().size(),
        report.norm(),
        report.vector().stream()
            .limit(components)
            .map(component -> String.format(Locale.ROOT, "%.4f", component))
            .collect(Collectors.joining(" ")),
        report.vector().size() > components ? " …" : "");
    if (report.mails().isEmpty()) {
      out.println("no mails");
      out.flush();
      return;
    }
    out.println();
    Table table = new Table("mail from", "event time", "age");
    report
        .mails()
        .forEach(mail -> table.row(mail.neighbour(), mail.time(), Ages.text(mail.ageSeconds())));
    table.print(out);
  }
}
