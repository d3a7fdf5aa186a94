package io.eddy.cli.bench;

import io.eddy.cli.bench.ReportSink.Arrived;
import io.eddy.cli.bench.SnapshotBenchResult.Latency;
import io.eddy.cli.broker.EmbeddedBroker;
import io.eddy.cli.console.CommandException;
import io.eddy.cli.kafka.TopicReader;
import io.eddy.cli.scoring.LocalJob;
import io.eddy.cli.scoring.LocalScoring;
import io.eddy.cli.topics.TopicAdmin;
import io.eddy.cli.topics.TopicLayout;
import io.eddy.config.Option;
import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.kafka.PredictionHeaders;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.jobs.snapshot.SnapshotJob;
import io.eddy.jobs.snapshot.SnapshotOptions;
import io.eddy.jobs.snapshot.SnapshotReport.Outcome;
import io.eddy.jobs.snapshot.TickKind;
import io.eddy.model.bundle.SmpnnBundle;
import io.eddy.model.bundle.SmpnnManifest;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.graph.FeaturePlan;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Runs the scoring job and the snapshot job beside each other, with a network of random weights,
 * and tells apart the predictions that were made while a snapshot was: their time from append to
 * append meets the time from a tick to the snapshot's report.
 */
final class SnapshotBench {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int WIDTH = 64;
  private static final int LAYERS = 2;

  private final Path folder;
  private final Settings given;
  private final PrintWriter progress;

  SnapshotBench(Path folder, Settings given, PrintWriter progress) {
    this.folder = folder;
    this.given = given;
    this.progress = progress;
  }

  /** A span of time in milliseconds since 1970, both ends in it. */
  private record Span(long from, long to) {
    boolean meets(long otherFrom, long otherTo) {
      return otherFrom <= to && from <= otherTo;
    }
  }

  /**
   * Measures.
   *
   * @param source at least {@code warmUp + 2 · rate · seconds} events
   * @param warmUp events that the graph has in the beginning
   * @param seconds of each of the two parts, without the snapshot job and with it
   * @param every time between snapshots, event time or the clock's
   */
  SnapshotBenchResult run(
      Supplier<EdgeEvent> source,
      long warmUp,
      double rate,
      long seconds,
      Duration every,
      TickKind kind)
      throws InterruptedException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
        ReportSink reports = new ReportSink()) {
      Settings settings = settings(broker, every, kind);
      int partitions = settings.get(ScoringOptions.PARALLELISM);
      try (TopicAdmin topics = TopicAdmin.open(settings)) {
        topics.create(new TopicLayout(partitions, 1, (short) 1));
      }
      SnapshotTicks ticks = new SnapshotTicks(every, kind == TickKind.EVENT_TIME);
      EdgeFeed feed = new EdgeFeed(source, ticks::sending);
      long sent = Math.round(rate * seconds);
      say("warm-up: %,d events", warmUp);
      feed.send(settings, warmUp, 0);
      try (LocalScoring scoring = LocalScoring.start(settings, 0)) {
        AppendedRecords.await(settings, scoring, Topic.LINK_PREDICTIONS, warmUp);
        say("without the snapshot job: %,d events", sent);
        feed.send(settings, sent, rate);
        AppendedRecords.await(settings, scoring, Topic.LINK_PREDICTIONS, warmUp + sent);
        LocalJob job =
            new LocalJob(
                "snapshot job",
                SnapshotJob::configuration,
                (environment, its) -> SnapshotJob.build(environment, its, reports));
        Settings own =
            settings.with(
                ScoringOptions.CHECKPOINT_DIR, folder.resolve("snapshot-checkpoints").toString());
        try (LocalScoring snapshots = LocalScoring.start(job, own, 0)) {
          say("the snapshot job reads what there is");
          long first = ticks.newest(System.currentTimeMillis(), feed.newestMicros());
          until(snapshots, "snapshot of what there is", () -> reports.has(first));
          say("with the snapshot job: %,d events", sent);
          long start = System.currentTimeMillis();
          feed.send(settings, sent, rate);
          long end = System.currentTimeMillis();
          AppendedRecords.await(settings, scoring, Topic.LINK_PREDICTIONS, warmUp + 2 * sent);
          long last = ticks.newest(end, feed.newestMicros());
          until(snapshots, "last snapshot", () -> reports.has(last));
          List<Arrived> during =
              reports.arrived().stream()
                  .filter(
                      arrived ->
                          new Span(start, end)
                              .meets(ticks.due(arrived.report().id()), arrived.millis()))
                  .toList();
          return result(settings, warmUp, sent, rate, ticks, during);
        }
      }
    }
  }

  private Settings settings(EmbeddedBroker broker, Duration every, TickKind kind) {
    SmpnnSettings network = SmpnnSettings.of(WIDTH, WIDTH, WIDTH, LAYERS);
    Path bundle = folder.resolve("bundle");
    SmpnnBundle.write(
        bundle,
        new SmpnnManifest(
            SmpnnManifest.SMPNN,
            SmpnnManifest.FORMAT,
            "bench",
            network,
            FeaturePlan.GRAPH.name(),
            List.of(),
            new SmpnnManifest.Data("random weights", 0, 0),
            new SmpnnManifest.Training("links", "whole", 0, 0, 0),
            List.of(),
            Map.of()),
        SmpnnParameters.seeded(network, 0));
    Settings settings =
        given.with(
            Map.of(
                ConnectionOptions.BOOTSTRAP.key(),
                broker.bootstrapServers(),
                ScoringOptions.CHECKPOINT_DIR.key(),
                folder.resolve("checkpoints").toString(),
                SnapshotOptions.BUNDLE.key(),
                bundle.toString(),
                SnapshotOptions.TICKS.key(),
                Option.spelled(kind),
                SnapshotOptions.INTERVAL.key(),
                every.toMillis() + " ms",
                SnapshotOptions.WINDOW.key(),
                "0 ms",
                FeatureStoreOptions.PARQUET_DIR.key(),
                folder.resolve("features").toString()),
            "eddy bench snapshot");
    return given.has(FeatureStoreOptions.STORES)
        ? settings
        : settings.with(FeatureStoreOptions.STORES, "parquet");
  }

  private static SnapshotBenchResult result(
      Settings settings,
      long warmUp,
      long sent,
      double rate,
      SnapshotTicks ticks,
      List<Arrived> during) {
    List<Span> busy =
        during.stream()
            .map(arrived -> new Span(ticks.due(arrived.report().id()), arrived.millis()))
            .toList();
    Histogram without = new Histogram(3);
    Histogram between = new Histogram(3);
    Histogram running = new Histogram(3);
    long[] seen = new long[1];
    try (TopicReader reader = TopicReader.open(settings, Topic.LINK_PREDICTIONS)) {
      reader.readToEnd(
          record -> {
            long number = seen[0]++;
            long from = PredictionHeaders.edgeAppendedAtMillis(record.headers());
            long to = Math.max(from, record.timestamp());
            Histogram one =
                number < warmUp + sent
                    ? without
                    : busy.stream().anyMatch(span -> span.meets(from, to)) ? running : between;
            if (number >= warmUp) {
              one.recordValue(to - from);
            }
          });
    }
    return new SnapshotBenchResult(
        Machine.here(),
        settings.get(ScoringOptions.PREDICTOR),
        settings.get(ScoringOptions.PARALLELISM),
        settings.get(ScoringOptions.CHECKPOINT_INTERVAL).toMillis() / 1e3,
        warmUp,
        rate,
        Option.spelled(settings.get(SnapshotOptions.TICKS)),
        settings.get(SnapshotOptions.INTERVAL).toMillis() / 1e3,
        List.of(
            latency("no snapshot job", without),
            latency("snapshot job, no snapshot", between),
            latency("while a snapshot is made", running)),
        snapshots(during, ticks));
  }

  private static SnapshotBenchResult.Snapshots snapshots(
      List<Arrived> during, SnapshotTicks ticks) {
    List<Arrived> complete = new ArrayList<>(during);
    complete.removeIf(arrived -> arrived.report().outcome() != Outcome.COMPLETE);
    if (complete.isEmpty()) {
      throw new CommandException(
          "no snapshot was complete: %s; make it longer with --seconds, or snapshots rarer with --every or --days"
              .formatted(during.stream().map(arrived -> arrived.report().toString()).toList()));
    }
    Arrived last = complete.get(complete.size() - 1);
    return new SnapshotBenchResult.Snapshots(
        complete.size(),
        during.size() - complete.size(),
        last.report().nodes(),
        last.report().edges(),
        Math.round(
            complete.stream()
                .mapToLong(arrived -> arrived.millis() - ticks.due(arrived.report().id()))
                .average()
                .orElseThrow()),
        Math.round(
            complete.stream()
                .mapToLong(arrived -> arrived.report().embedMillis())
                .average()
                .orElseThrow()));
  }

  private static Latency latency(String when, Histogram histogram) {
    return new Latency(
        when,
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue());
  }

  private static void until(LocalScoring job, String what, BooleanSupplier condition)
      throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      job.requireAlive();
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new CommandException("no %s within %d s".formatted(what, PATIENCE.toSeconds()));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void say(String text, Object... values) {
    progress.println(text.formatted(values));
    progress.flush();
  }
}
