package io.eddy.cli.bench;

import ai.djl.ndarray.NDManager;
import io.eddy.cli.broker.EmbeddedBroker;
import io.eddy.cli.kafka.TopicReader;
import io.eddy.cli.scoring.LocalScoring;
import io.eddy.cli.topics.TopicAdmin;
import io.eddy.cli.topics.TopicLayout;
import io.eddy.config.Settings;
import io.eddy.jobs.kafka.PredictionHeaders;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.bundle.Manifest;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.bundle.TgnManifest;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.TgnSettings.NeighbourMemory;
import io.eddy.model.tgn.WaveSettings;
import io.eddy.model.tgn.serve.TgnVisits;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Runs networks with random weights over streams with random features: from the edges topic through
 * Flink to the scores topic. Neither changes what is computed.
 */
final class TgnBench {
  private static final int HEADS = 2;
  private static final int FAN_OUT = 4;

  private final Path folder;
  private final Settings given;
  private final PrintWriter progress;
  private final double gemm;
  private final int hops;
  private int runs;

  /**
   * A benchmark.
   *
   * @param gemm floating-point operations a second of the machine's matrix product
   * @param hops 0 where networks see neighbours' memories as of the mail, 1 where present ones,
   *     more where waves change these
   */
  TgnBench(Path folder, Settings given, PrintWriter progress, double gemm, int hops) {
    this.folder = folder;
    this.given = given;
    this.progress = progress;
    this.gemm = gemm;
    this.hops = hops;
  }

  /**
   * Measures one network.
   *
   * @param pairs of the stream
   * @param leastWarmUp events before anything is measured; more where a round of the stream has
   *     more
   * @param seconds of the latency part, which is preceded by as much again; 0 for none
   */
  TgnBenchResult.Run run(
      int width, int neighbours, Pairs pairs, long leastWarmUp, long events, long seconds)
      throws InterruptedException {
    long warmUp = Math.max(leastWarmUp, pairs.round());
    int nodes = pairs.nodes();
    TgnSettings network = network(width, neighbours);
    NamedArrays parameters = random(network);
    Path place = folder.resolve("run" + runs++);
    TgnBundle.write(place.resolve("bundle"), manifest(network), parameters);
    try (EmbeddedBroker broker = EmbeddedBroker.start(place.resolve("broker"))) {
      Settings settings =
          given.with(
              Map.of(
                  ConnectionOptions.BOOTSTRAP.key(),
                  broker.bootstrapServers(),
                  ScoringOptions.PREDICTOR.key(),
                  ScoringOptions.NO_PREDICTOR,
                  MemoryOptions.BUNDLE.key(),
                  place.resolve("bundle").toString(),
                  ScoringOptions.CHECKPOINT_DIR.key(),
                  place.resolve("checkpoints").toString()),
              "eddy bench tgn");
      int partitions = settings.get(ScoringOptions.PARALLELISM);
      try (TopicAdmin topics = TopicAdmin.open(settings)) {
        topics.create(new TopicLayout(partitions, 1, (short) 1));
      }
      say("width %d, K = %d, %,d nodes: %,d events", width, neighbours, nodes, warmUp + events);
      EdgeFeed feed = new EdgeFeed(new SeededEdges(pairs, width));
      feed.send(settings, warmUp + events, 0);
      try (LocalScoring scoring = LocalScoring.start(settings, 0)) {
        AppendedRecords.await(settings, scoring, Topic.SCORES, warmUp + events);
        long perSecond = rate(settings, warmUp);
        @Nullable Long stateBytes =
            settings.get(ScoringOptions.CHECKPOINT_INTERVAL).isZero()
                ? null
                : scoring.checkpointBytes() / nodes;
        TgnBenchResult.LatencyMs latency = null;
        if (seconds > 0) {
          double half = perSecond / 2.0;
          say("latency at %,.0f events/s", half);
          // Twice as long: what runs at this rate is compiled in the first half.
          long sent = Math.round(half * seconds);
          feed.send(settings, 2 * sent, half);
          AppendedRecords.await(settings, scoring, Topic.SCORES, warmUp + events + 2 * sent);
          latency = latency(settings, warmUp + events + sent);
        }
        long flops = new TgnVisits(network, parameters).flopsPerEvent();
        return new TgnBenchResult.Run(
            width,
            neighbours,
            nodes,
            partitions,
            settings.get(MemoryOptions.BATCH),
            events,
            perSecond,
            latency,
            stateBytes,
            flops,
            perSecond * flops / gemm);
      }
    }
  }

  /** Scores a second behind the warm-up, by append time. */
  private static long rate(Settings settings, long warmUp) {
    long[] times = new long[3];
    try (TopicReader reader = TopicReader.open(settings, Topic.SCORES)) {
      reader.readToEnd(
          record -> {
            if (times[2]++ == warmUp) {
              times[0] = record.timestamp();
            }
            times[1] = Math.max(times[1], record.timestamp());
          });
    }
    return Math.round((times[2] - warmUp - 1) * 1_000.0 / Math.max(1, times[1] - times[0]));
  }

  /** Append of the edge to append of the score, of the scores behind the first so many. */
  private static TgnBenchResult.LatencyMs latency(Settings settings, long skipped) {
    Histogram histogram = new Histogram(3);
    long[] seen = new long[1];
    try (TopicReader reader = TopicReader.open(settings, Topic.SCORES)) {
      reader.readToEnd(
          record -> {
            if (seen[0]++ >= skipped) {
              histogram.recordValue(
                  Math.max(
                      0,
                      record.timestamp()
                          - PredictionHeaders.edgeAppendedAtMillis(record.headers())));
            }
          });
    }
    return new TgnBenchResult.LatencyMs(
        histogram.getValueAtPercentile(50), histogram.getValueAtPercentile(99));
  }

  private TgnSettings network(int width, int neighbours) {
    return TgnSettings.builder(width)
        .optNeighbourMemory(hops == 0 ? NeighbourMemory.OF_THE_MAIL : NeighbourMemory.CURRENT)
        .optEdgeFeatures(width)
        .optNeighbours(neighbours)
        .optHeads(HEADS)
        .optWaves(
            hops < WaveSettings.LEAST_HOPS
                ? null
                : new WaveSettings(CellKind.GATED, Halting.NONE, hops, FAN_OUT, 0))
        .build();
  }

  private static NamedArrays random(TgnSettings network) {
    try (NDManager manager = Tensors.newManager()) {
      return TgnNetwork.seeded(network, 0, manager).parameters();
    }
  }

  private static TgnManifest manifest(TgnSettings network) {
    return new TgnManifest(
        TgnManifest.TGN,
        TgnManifest.formatOf(network),
        "bench",
        network,
        List.of(),
        new Manifest.Data("random weights", 0, 0, List.of(0.7, 0.85), 0),
        new TgnManifest.Training(0, 0, 0, 0, 0, 0, 0, 0),
        List.of(),
        Map.of());
  }

  private void say(String text, Object... values) {
    progress.println(text.formatted(values));
    progress.flush();
  }
}
