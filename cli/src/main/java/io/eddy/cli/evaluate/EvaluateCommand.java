package io.eddy.cli.evaluate;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.Json;
import io.eddy.cli.console.ProgressDisplay;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.Table;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataSet;
import io.eddy.config.Settings;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.bundle.BundleKind;
import io.eddy.model.bundle.EddyBundle;
import io.eddy.model.bundle.EddyManifest;
import io.eddy.model.bundle.Manifest;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.bundle.TgnManifest;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvaluation;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.TimeSplit;
import io.eddy.model.predict.LinkPredictor;
import io.eddy.model.predict.LinkPredictors;
import java.nio.file.Path;
import java.time.Duration;
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
      names = "--bundle",
      paramLabel = "DIR",
      description = {
        "A model made by `eddy train ranker`, `tgn` or `eddy`, instead of --predictor. Memories are",
        "kept as the options eddy.memory.precision and, for `eddy`, eddy.memory.idle say."
      })
  private @Nullable Path bundle;

  @Option(
      names = "--negatives",
      paramLabel = "N|all",
      description = {
        "With --bundle: destinations drawn for each event to rank the true one against",
        "(default: all of up to 1,000 destinations, else 1,000)."
      })
  private @Nullable String negatives;

  @Option(
      names = "--negatives-seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Seed of the draws (default: ${DEFAULT-VALUE}).")
  private long negativesSeed;

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
    Freshness fresh = parsed(freshness, Freshness::parse);
    if (bundle != null && predictor != null) {
      throw usage("--bundle brings its own predictor; leave out --predictor '%s'", predictor);
    }
    if (bundle == null && negatives != null) {
      throw usage("--negatives '%s' needs --bundle", negatives);
    }
    if (bundle != null) {
      print(evaluate(bundle, fresh, settings));
      return ExitCode.OK;
    }
    String name = predictor == null ? settings.get(ScoringOptions.PREDICTOR) : predictor;
    LinkPredictor chosen = parsed(name, LinkPredictors::named);
    DataSet set = open();
    List<LinkEvent> events = set.links();
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
            (System.nanoTime() - start) / 1e9,
            null,
            null,
            null));
    return ExitCode.OK;
  }

  private EvaluationReport evaluate(Path folder, Freshness fresh, Settings settings) {
    @Nullable Integer count = negatives == null ? null : negativeCount(negatives);
    String kind = BundleKind.of(folder);
    if (kind.equals(TgnManifest.TGN)) {
      if (!fresh.equals(Freshness.PER_EVENT)) {
        throw usage("--freshness '%s': a tgn bundle is evaluated per-event", freshness);
      }
      Duration idle = settings.get(MemoryOptions.IDLE);
      if (!idle.isZero()) {
        throw usage(
            MemoryOptions.IDLE.key() + " '%s': a tgn bundle is evaluated with 0 ms",
            idle.toMillis() + " ms");
      }
      TgnBundle loaded = TgnBundle.load(folder);
      DataSet set = open();
      warnOfSeenEvents(loaded.manifest().data(), set);
      return BundleEvaluation.run(
          loaded, set, settings.get(MemoryOptions.PRECISION), count, negativesSeed);
    }
    if (kind.equals(EddyManifest.EDDY)) {
      EddyBundle loaded = EddyBundle.load(folder);
      DataSet set = open();
      warnOfSeenEvents(loaded.manifest().data(), set);
      return BundleEvaluation.run(loaded, set, settings, fresh, count, negativesSeed);
    }
    Bundle loaded = Bundle.load(folder);
    DataSet set = open();
    warnOfSeenEvents(loaded.manifest().data(), set);
    return BundleEvaluation.run(loaded, set, fresh, count, negativesSeed);
  }

  private DataSet open() {
    DataSet set = DataCatalog.openStandard(data);
    if (set.events().isEmpty()) {
      throw new CommandException("'%s' holds no events to evaluate".formatted(data));
    }
    return set;
  }

  /** Training may have seen what happened then, even in another data set of the same stream. */
  private void warnOfSeenEvents(Manifest.Data trainedOn, DataSet set) {
    double testStart = TimeSplit.ofEvents(set.links()).lastValidation();
    if (testStart < trainedOn.trainedUntilMicros()) {
      shared
          .command()
          .commandLine()
          .getErr()
          .printf(
              "note: the bundle was trained on '%s' up to a later time than the test part of '%s' begins%n",
              trainedOn.name(), set.name());
    }
  }

  private int negativeCount(String text) {
    if (text.equals("all")) {
      return 0;
    }
    try {
      int count = Integer.parseInt(text);
      if (count > 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      throw usage("--negatives '%s'; expected a number above 0, or all", text);
    }
    throw usage("--negatives '%s'; expected a number above 0, or all", text);
  }

  private ParameterException usage(String format, String argument) {
    return new ParameterException(shared.command().commandLine(), format.formatted(argument));
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
    EvaluationReport.Baseline baseline = report.baseline();
    if (baseline != null) {
      row(table, baseline.predictor() + " validation", baseline.validation());
      row(table, baseline.predictor() + " test", baseline.test());
    }
    table.print(shared.out());
    if (report.negatives() != null) {
      shared.out().printf(Locale.ROOT, "%nagainst %,d drawn for each event%n", report.negatives());
    }
    if (baseline != null) {
      shared
          .out()
          .printf(
              Locale.ROOT,
              "%ntrained on %s; test MRR %s above the %s rule's%n",
              report.trainedOn(),
              share(baseline.improvement()),
              baseline.predictor());
    }
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
