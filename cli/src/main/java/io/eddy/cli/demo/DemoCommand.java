package io.eddy.cli.demo;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.Json;
import io.eddy.cli.console.SettingsSource;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.StopSignal;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.evaluate.LiveComparison;
import io.eddy.cli.replay.Pace;
import io.eddy.cli.replay.Slice;
import io.eddy.cli.scoring.PredictorOptions;
import io.eddy.cli.scoring.Stack;
import io.eddy.cli.scoring.WorkFolder;
import io.eddy.cli.train.BundleCache;
import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import io.eddy.jobs.order.LatePolicy;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.jobs.scoring.ScoringRules;
import io.eddy.model.ranker.RankerPredictor;
import io.eddy.schemas.topics.ConnectionOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eddy demo}: everything in one process, on a data set, live. */
@Command(
    name = "demo",
    description =
        "Start a Kafka broker, ingest, the scoring job and its dashboard, replay a data set through"
            + " them and show what comes out.")
public final class DemoCommand implements Callable<Integer>, SettingsSource {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Option(
      names = "--data",
      defaultValue = DataCatalog.PAYMENTS,
      paramLabel = "NAME|FILE",
      description =
          "Data set of the catalogue (`eddy data list`) or a CSV file (default: ${DEFAULT-VALUE},"
              + " generated).")
  private String data = DataCatalog.PAYMENTS;

  @Option(
      names = "--speed",
      defaultValue = "max",
      paramLabel = "max|N",
      description = "As fast as it goes, or N times real time (default: ${DEFAULT-VALUE}).")
  private String speed = "max";

  @Option(names = "--limit", paramLabel = "N", description = "Replay the first N events only.")
  private long limit = Long.MAX_VALUE;

  @Option(
      names = "--parallelism",
      paramLabel = "P",
      description = "Subtasks of every operator; short for -D eddy.parallelism=P.")
  private @Nullable Integer parallelism;

  @Mixin private final PredictorOptions predictorOptions = new PredictorOptions();

  @Option(
      names = "--dashboard-port",
      defaultValue = "8081",
      description = "Port of Flink's dashboard; 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int dashboardPort;

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      description = "Keep topics, state and checkpoints here (default: a temporary folder).")
  private @Nullable Path folder;

  @Option(names = "--exit", description = "End after the last result instead of on Ctrl-C.")
  private boolean exit;

  @Option(
      names = "--compare",
      description =
          "With a learned predictor and parallelism 1: rank and score all events again without the job"
              + " in the end, and compare the ranks, the scores of the candidates that are listed, and"
              + " the probabilities; 1 is returned if a score is off by more than "
              + LiveComparison.TOLERANCE
              + ", a rank by more than that explains, or an event is missing.")
  private boolean compare;

  @Option(names = "--json", description = "Print the summary as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Settings settings = settings();
    requireVisibleEnd(settings);
    if (limit < 0) {
      throw shared.badUsage("--limit: '" + limit + "': expected 0 or more");
    }
    Pace pace = pace();
    PrintWriter progress = shared.command().commandLine().getErr();
    DataSet dataSet = DataCatalog.openStandard(data);
    Settings complete = withBundle(settings, dataSet, progress);
    ScoringRules.requireConsistent(complete);
    requireComparable(complete);
    try (StopSignal stop = StopSignal.install();
        WorkFolder work = WorkFolder.open(folder);
        Stack stack = stop.whileStarting(() -> Stack.start(complete, work.path(), dashboardPort))) {
      LiveView view =
          new LiveView(
              progress,
              stack.scoring().dashboard(),
              stack.settings().get(ConnectionOptions.BOOTSTRAP));
      DemoRun run = new DemoRun(stack, dataSet, Slice.first(limit), pace);
      DemoSummary summary = run.follow(stop, view, compare);
      if (json) {
        Json.print(shared.out(), summary.json());
      } else {
        summary.print(shared.out());
      }
      requireEqual(summary);
      if (!exit && !run.stopped()) {
        progress.println(
            "The dashboard stays at " + stack.scoring().dashboard() + " until Ctrl-C.");
        progress.flush();
        stop.await();
      }
      return ExitCode.OK;
    }
  }

  @Override
  public Settings settings() {
    Settings settings = shared.settings();
    if (parallelism != null) {
      settings =
          settings.with(
              Map.of(ScoringOptions.PARALLELISM.key(), parallelism.toString()), "--parallelism");
    }
    return predictorOptions.over(settings);
  }

  /** A ranker that was asked for without a bundle is trained on the data set's own past. */
  private static Settings withBundle(Settings settings, DataSet set, PrintWriter messages) {
    boolean missing =
        settings.get(ScoringOptions.PREDICTOR).equals(RankerPredictor.NAME)
            && settings.get(ScoringOptions.MODEL_BUNDLE).isEmpty();
    return missing
        ? settings.with(
            ScoringOptions.MODEL_BUNDLE, BundleCache.ofUser().get(set, messages).toString())
        : settings;
  }

  private static void requireVisibleEnd(Settings settings) {
    List<String> problems = new ArrayList<>();
    if (settings.get(ScoringOptions.LATE_POLICY) == LatePolicy.DROP) {
      problems.add(
          "%s: 'drop': dropped events leave no trace by which the demo could tell its end; expected divert or apply"
              .formatted(ScoringOptions.LATE_POLICY.key()));
    }
    if (settings.get(ScoringOptions.PREDICTOR).equals(ScoringOptions.NO_PREDICTOR)) {
      problems.add(
          "%s: 'none': the demo shows rankings and tells its end by them; expected a predictor, or `eddy score` instead of the demo"
              .formatted(ScoringOptions.PREDICTOR.key()));
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }

  private void requireComparable(Settings settings) {
    int subtasks = settings.get(ScoringOptions.PARALLELISM);
    if (compare && (settings.get(ScoringOptions.MODEL_BUNDLE).isEmpty() || subtasks != 1)) {
      throw shared.badUsage(
          "--compare needs a predictor with a bundle and parallelism 1, but %s is '%s' and %s is %d"
              .formatted(
                  ScoringOptions.PREDICTOR.key(),
                  settings.get(ScoringOptions.PREDICTOR),
                  ScoringOptions.PARALLELISM.key(),
                  subtasks));
    }
  }

  private static void requireEqual(DemoSummary summary) {
    List<String> problems = summary.offline().map(Comparison::problems).orElse(List.of());
    if (!problems.isEmpty()) {
      throw new CommandException(
          "the run differs from the offline one: " + String.join("; ", problems));
    }
  }

  private Pace pace() {
    try {
      return Pace.parse(speed);
    } catch (IllegalArgumentException e) {
      throw shared.badUsage("--" + e.getMessage());
    }
  }
}
