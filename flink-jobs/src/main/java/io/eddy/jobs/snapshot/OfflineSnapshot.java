package io.eddy.jobs.snapshot;

import io.eddy.config.Settings;
import io.eddy.jobs.event.Edge;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The snapshot of edges at hand, without Flink: what the job gives for the same edges, window and
 * tick, to the last bit. Keeps all edges in memory. One thread.
 */
public final class OfflineSnapshot {
  private final EdgeReading reading;
  private final long windowMicros;
  private final Ticks ticks;
  private final Map<String, Map<String, PairEvents>> pairs = new TreeMap<>();
  private long newestMicros = Long.MIN_VALUE;

  /** A snapshot of no edges, with the settings' window, weights and interval. */
  public OfflineSnapshot(Settings settings) {
    reading = EdgeReading.of(settings);
    Duration window = settings.get(SnapshotOptions.WINDOW);
    windowMicros = window.isZero() ? Long.MAX_VALUE : window.toMillis() * 1_000L;
    ticks = new Ticks(settings.get(SnapshotOptions.INTERVAL).toMillis());
  }

  /** Adds an edge, in any order; one without a weight is passed over, as by the job. */
  public void add(Edge edge) {
    float weight = reading.weight(edge);
    if (weight == EdgeReading.UNUSABLE) {
      return;
    }
    newestMicros = Math.max(newestMicros, edge.ref().timeMicros());
    pairs
        .computeIfAbsent(EdgeReading.owner(edge), owner -> new TreeMap<>())
        .merge(
            EdgeReading.other(edge),
            PairEvents.NONE.with(edge.ref().timeMicros(), weight),
            (before, one) -> before.with(edge.ref().timeMicros(), weight));
  }

  /** Event time of the newest edge, microseconds since 1970; empty where there is none. */
  public Optional<Long> newestMicros() {
    return pairs.isEmpty() ? Optional.empty() : Optional.of(newestMicros);
  }

  /**
   * The snapshot at a tick of the job.
   *
   * @param number of the tick, as in the stores
   * @return empty if the window holds no edge
   */
  public Optional<EmbeddingSnapshot> tick(SnapshotModel model, long number) {
    return at(model, number, number * ticks.intervalMillis() * 1_000L);
  }

  /** The snapshot at any moment, under the number of the last tick that is not after it. */
  public Optional<EmbeddingSnapshot> at(SnapshotModel model, long timeMicros) {
    return at(model, ticks.number(Math.floorDiv(timeMicros, 1_000L)), timeMicros);
  }

  private Optional<EmbeddingSnapshot> at(SnapshotModel model, long number, long timeMicros) {
    long after = windowMicros == Long.MAX_VALUE ? Long.MIN_VALUE : timeMicros - windowMicros;
    GraphAssembly graph = new GraphAssembly(number);
    pairs.forEach(
        (owner, others) -> {
          RowBuilder row = new RowBuilder(model.plan().time());
          others.forEach((other, events) -> row.add(other, events.span(after, timeMicros)));
          if (!row.isEmpty()) {
            graph.add(row.row(number, timeMicros, owner));
          }
        });
    if (graph.nodes() == 0) {
      return Optional.empty();
    }
    try (GraphAssembly.Sorted sorted = graph.sorted()) {
      return Optional.of(model.embed(number, timeMicros, sorted));
    }
  }
}
