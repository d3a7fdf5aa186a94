package io.eddy.cli.evaluate;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.Json;
import io.eddy.cli.console.ProgressDisplay;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.Table;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataSet;
import io.eddy.config.Settings;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvaluation;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.predict.LinkPredictor;
import io.eddy.model.predict.LinkPredictors;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code eddy evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Rank the links of a data set's last 30 %% (15 %% validation, 15 %% test) and print MRR and"
          + " hits.",
      "Needs no broker; the scoring job at parallelism 1 gives the same numbers."
    })
public final class EvaluateCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(
      names = "--predictor",
      paramLabel = "NAME",
      description = "Link predictor (default: the option eddy.predictor).")
  private @Nullable String predictor;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "NAME|FILE",
      description = "A data set (see `eddy data list`) or a CSV file.")
  private String data = "";

  @Option(
      names = "--freshness",
      defaultValue = "per-event",
      paramLabel = "HOW",
      description =
          "per-event, or stale-N: state frozen inside batches of N (default: ${DEFAULT-VALUE}).")
  private String freshness = "";

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Settings settings = shared.settings();
    String name = predictor == null ? settings.get(ScoringOptions.PREDICTOR) : predictor;
    LinkPredictor chosen = parsed(name, LinkPredictors::named);
    Freshness fresh = parsed(freshness, Freshness::parse);
    DataSet set;
    try (ProgressDisplay download = ProgressDisplay.of("fetching " + data, "bytes")) {
      set = DataCatalog.standard().open(data, download::at);
    }
    if (set.events().isEmpty()) {
      throw new CommandException("'%s' holds no events to evaluate".formatted(data));
    }
    List<LinkEvent> events =
        set.events().stream()
            .map(event -> new LinkEvent(event.src(), event.dst(), event.timeMicros()))
            .toList();
    long start = System.nanoTime();
    LinkEvaluation.Result result;
    try (ProgressDisplay progress = ProgressDisplay.of("evaluating " + set.name(), "events")) {
      result =
          LinkEvaluation.run(
              events,
              chosen,
              fresh,
              settings.get(ScoringOptions.HISTORY_CAPACITY),
              done -> progress.at(done, events.size()));
    }
    print(
        new EvaluationReport(
            name,
            set.name(),
            fresh.toString(),
            EvaluationReport.Part.of(result.validation()),
            EvaluationReport.Part.of(result.test()),
            (System.nanoTime() - start) / 1e9));
    return ExitCode.OK;
  }

  private void print(EvaluationReport report) {
    if (json) {
      Json.print(shared.out(), report);
      return;
    }
    shared
        .out()
        .printf(
            Locale.ROOT,
            "%s on %s, %s, %.1f s%n%n",
            report.predictor(),
            report.data(),
            report.freshness(),
            report.seconds());
    Table table = new Table("part", "events", "MRR", "hits@1", "hits@10");
    row(table, "validation", report.validation());
    row(table, "test", report.test());
    table.print(shared.out());
  }

  private static void row(Table table, String name, EvaluationReport.Part part) {
    table.row(name, part.count(), share(part.mrr()), share(part.hits1()), share(part.hits10()));
  }

  private static String share(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  private <T> T parsed(String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          shared.command().commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
