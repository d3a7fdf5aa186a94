package io.eddy.ingest.internal.topology;

import io.eddy.config.Settings;
import io.eddy.ingest.IngestOptions;
import io.eddy.ingest.IngestOptions.SelfLoops;
import io.eddy.ingest.internal.decode.EventChecks;
import io.eddy.ingest.internal.decode.EventDecoder;
import io.eddy.ingest.mapping.Mapping;
import io.eddy.schemas.registry.SchemaRegistry;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds the ingest topology; see the package for its shape. */
public final class EdgeTopology {
  static final String VALIDATE = "validate";
  static final String VALIDATE_TOTALS = "validate-totals";
  static final String VALID = "valid";
  static final String BY_EVENT_ID = "by-event-id";
  static final String DEDUPLICATE = "deduplicate";
  static final String DEDUPLICATE_TOTALS = "deduplicate-totals";
  static final String EDGES = "edges";
  static final String DEAD_LETTERS = "dead-letters";

  private EdgeTopology() {}

  /**
   * The topology for validated settings.
   *
   * @param properties what Kafka Streams will run it with
   * @param rawPartitions partitions of the raw topic; above 1 edges are repartitioned by event id
   */
  public static Topology build(
      Properties properties,
      Settings settings,
      Mapping mapping,
      SchemaRegistry registry,
      InstantSource clock,
      int rawPartitions) {
    String prefix = settings.get(ConnectionOptions.PREFIX);
    EventChecks checks =
        new EventChecks(
            settings.get(IngestOptions.MAX_ID_LENGTH),
            settings.get(IngestOptions.MAX_AHEAD),
            settings.get(IngestOptions.SELF_LOOPS) == SelfLoops.REJECT,
            clock);
    Optional<DedupeWindow> window = window(settings);
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    KStream<byte[], CheckedEdge> valid =
        builder.stream(
                Topic.EDGES_RAW.name(prefix),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                    .withTimestampExtractor(new RawTimestamp())
                    .withOffsetResetPolicy(AutoOffsetReset.earliest())
                    .withName("raw"))
            .process(
                stage(
                    () ->
                        new ValidateProcessor(
                            new EventDecoder(mapping, checks, registry),
                            StageCodecs.of(registry, prefix)),
                    Set.of(TaskTotals.store(VALIDATE_TOTALS))),
                Named.as(VALIDATE))
            .mapValues(CheckedEdge.class::cast, Named.as(VALID));
    if (window.isPresent() && rawPartitions > 1) {
      valid =
          valid.repartition(
              Repartitioned.with(Serdes.ByteArray(), new CheckedEdgeSerde())
                  .withName(BY_EVENT_ID)
                  .withNumberOfPartitions(rawPartitions));
    }
    Set<StoreBuilder<?>> stores =
        window.isPresent()
            ? Set.of(TaskTotals.store(DEDUPLICATE_TOTALS), window.get().store())
            : Set.of(TaskTotals.store(DEDUPLICATE_TOTALS));
    valid.process(
        stage(() -> new DeduplicateProcessor(window, StageCodecs.of(registry, prefix)), stores),
        Named.as(DEDUPLICATE));
    Topology topology = builder.build(properties);
    sink(topology, EDGES, Topic.EDGES.name(prefix), DEDUPLICATE);
    sink(topology, DEAD_LETTERS, Topic.EDGES_DLQ.name(prefix), VALIDATE);
    sink(topology, statusSink(VALIDATE), Topic.INGEST_STATUS.name(prefix), VALIDATE);
    sink(topology, statusSink(DEDUPLICATE), Topic.INGEST_STATUS.name(prefix), DEDUPLICATE);
    return topology;
  }

  /** The sink that a stage reports its totals to. */
  static String statusSink(String stage) {
    return stage + "-status";
  }

  private static Optional<DedupeWindow> window(Settings settings) {
    Duration width = settings.get(IngestOptions.DEDUPE_WINDOW);
    return width.isZero()
        ? Optional.empty()
        : Optional.of(
            new DedupeWindow(
                width,
                settings.get(IngestOptions.MAX_AHEAD),
                settings.get(IngestOptions.DEDUPE_STORE)));
  }

  private static void sink(Topology topology, String name, String topic, String parent) {
    topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), parent);
  }

  private static <V> ProcessorSupplier<byte[], V, byte[], Object> stage(
      ProcessorSupplier<byte[], V, byte[], Object> processors, Set<StoreBuilder<?>> stores) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], V, byte[], Object> get() {
        return processors.get();
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return stores;
      }
    };
  }
}
