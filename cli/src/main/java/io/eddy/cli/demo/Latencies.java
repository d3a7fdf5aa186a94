package io.eddy.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.cli.kafka.TopicReader;
import io.eddy.config.Settings;
import io.eddy.jobs.kafka.PredictionHeaders;
import io.eddy.schemas.LinkPrediction;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.registry.SchemaRegistry;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.TopicPartition;

/**
 * How long events took, from the broker's own append times, so that neither a slow producer nor a
 * slow reader hides or adds anything. For raw records as {@code eddy replay} writes them.
 */
public final class Latencies {
  private static final int DIGITS = 3;

  private final Histogram fromRaw = new Histogram(DIGITS);
  private final Histogram fromEdges = new Histogram(DIGITS);
  private long firstRaw = Long.MAX_VALUE;
  private long lastPrediction = Long.MIN_VALUE;
  private long events;

  private Latencies() {}

  /**
   * Reads raw records and predictions to their end and joins them by event id, for the events of
   * interest.
   *
   * @param starts where the run began, see {@link TopicReader#ends}; partitions that are not in it
   *     are read from their beginning
   */
  public static Latencies read(
      Settings settings, Map<TopicPartition, Long> starts, Predicate<String> eventIds) {
    String prefix = settings.get(ConnectionOptions.PREFIX);
    SchemaRegistry registry = SchemaRegistries.open(settings.get(ConnectionOptions.REGISTRY));
    FramedCodec<LinkPrediction> predictionCodec =
        new FramedCodec<>(LinkPrediction.class, registry, Topic.LINK_PREDICTIONS.name(prefix));
    ObjectMapper json = new ObjectMapper();

    Latencies latencies = new Latencies();
    Map<String, Long> raw = new HashMap<>();
    try (TopicReader reader = TopicReader.open(settings, starts, Topic.EDGES_RAW)) {
      reader.readToEnd(
          record -> {
            String id = id(json, record.value());
            if (eventIds.test(id)) {
              raw.put(id, record.timestamp());
              latencies.firstRaw = Math.min(latencies.firstRaw, record.timestamp());
            }
          });
    }
    try (TopicReader reader = TopicReader.open(settings, starts, Topic.LINK_PREDICTIONS)) {
      reader.readToEnd(
          record -> {
            String id = predictionCodec.decode(record.value()).getEventId();
            Long rawTime = raw.remove(id);
            if (rawTime != null) {
              latencies.add(
                  rawTime,
                  PredictionHeaders.edgeAppendedAtMillis(record.headers()),
                  record.timestamp());
            }
          });
    }
    return latencies;
  }

  /** Milliseconds from the append of the raw record to the append of the prediction. */
  public Quantiles fromRaw() {
    return Quantiles.of(fromRaw);
  }

  /** Milliseconds from the append of the edge to the append of the prediction. */
  public Quantiles fromEdges() {
    return Quantiles.of(fromEdges);
  }

  /** Events a second, from the append of the first raw record to that of the last prediction. */
  public double eventsPerSecond() {
    long millis = lastPrediction - firstRaw;
    return millis <= 0 ? 0 : events * 1_000.0 / millis;
  }

  /** Events that have a prediction. */
  public long events() {
    return events;
  }

  private void add(long rawTime, long edgeTime, long predictionTime) {
    // Append times are whole milliseconds of one clock; it may be set back.
    fromRaw.recordValue(Math.max(0, predictionTime - rawTime));
    fromEdges.recordValue(Math.max(0, predictionTime - edgeTime));
    lastPrediction = Math.max(lastPrediction, predictionTime);
    events++;
  }

  private static String id(ObjectMapper json, byte[] raw) {
    try {
      return json.readTree(raw).path("id").asText();
    } catch (IOException e) {
      throw new UncheckedIOException("a raw record that `eddy replay` did not write", e);
    }
  }

  /**
   * Quantiles in milliseconds.
   *
   * @param p50 median
   * @param p99 99 %
   * @param p999 99.9 %
   * @param max largest
   */
  public record Quantiles(long p50, long p99, long p999, long max) {
    private static Quantiles of(Histogram histogram) {
      return new Quantiles(
          histogram.getValueAtPercentile(50),
          histogram.getValueAtPercentile(99),
          histogram.getValueAtPercentile(99.9),
          histogram.getMaxValue());
    }
  }
}
