package io.eddy.jobs.scoring;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Option;
import io.eddy.config.Settings;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.Incoming;
import io.eddy.jobs.kafka.DeadLetterSerializer;
import io.eddy.jobs.kafka.EdgeDeserializer;
import io.eddy.jobs.kafka.IngestStatusDeserializer;
import io.eddy.jobs.kafka.LateEventSerializer;
import io.eddy.jobs.kafka.MemorySerializer;
import io.eddy.jobs.kafka.PredictionSerializer;
import io.eddy.jobs.kafka.ScoreRecordSerializer;
import io.eddy.jobs.kafka.SinkName;
import io.eddy.jobs.kafka.Sinks;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.memory.MemoryThrottle;
import io.eddy.jobs.memory.MemoryThrottleFunction;
import io.eddy.jobs.metrics.IngestStatusFunction;
import io.eddy.jobs.metrics.IngestTotals;
import io.eddy.jobs.order.LatePolicy;
import io.eddy.jobs.reset.MemoryReset;
import io.eddy.jobs.reset.NotYetWritten;
import io.eddy.jobs.reset.Written;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The scoring job: edges in from Kafka, ranked link predictions, scores, memories, late events and
 * dead letters out.
 *
 * <p>As a main class for {@code flink run}: {@code --config FILE} and {@code -Dkey=value}
 * arguments.
 */
public final class ScoringJob {
  /** Every option the job reads. */
  public static final List<Option<?>> OPTIONS =
      Stream.of(ScoringOptions.ALL, MemoryOptions.ALL, ConnectionOptions.ALL)
          .<Option<?>>flatMap(List::stream)
          .toList();

  /** Memories come at intervals anyway, so they can share requests. */
  private static final Duration MEMORY_LINGER = Duration.ofMillis(50);

  private static final String INGEST = "eddy.ingest.";
  private static final String SNAPSHOT = "eddy.snapshot.";
  private static final String FEATURES = "eddy.features.";
  private static final String DEVICE = "eddy.device";

  private ScoringJob() {}

  /** Entry point of {@code flink run}. */
  public static void main(String[] args) throws Exception {
    Settings settings = JobArguments.parse(args);
    validate(settings);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            ScoringEnvironment.configuration(settings));
    build(environment, settings);
    environment.execute();
  }

  /**
   * One file may configure all of Eddy; the job does not know the options of ingest, snapshots and
   * feature stores.
   */
  static void validate(Settings settings) {
    ScoringRules.validate(
        settings.without(INGEST).without(SNAPSHOT).without(FEATURES).without(DEVICE), OPTIONS);
  }

  /** Adds the job's operators to an environment; the settings must be valid. */
  public static void build(StreamExecutionEnvironment environment, Settings settings) {
    build(environment, settings, UnaryOperator.identity());
  }

  /**
   * The same with operators of the caller's own behind the source, to filter or enrich what comes
   * in.
   *
   * @param behindSource takes the incoming records and gives what the job is to work on
   */
  public static void build(
      StreamExecutionEnvironment environment,
      Settings settings,
      UnaryOperator<DataStream<Incoming>> behindSource) {
    if (!settings.get(MemoryOptions.RESET).isZero()) {
      throw new InvalidSettingsException(
          List.of(
              "%s: only `eddy score` can start memories anew; leave it out here"
                  .formatted(MemoryOptions.RESET.key())));
    }
    build(environment, settings, behindSource, null);
  }

  /**
   * A job that starts without a checkpoint and with empty memories, which the events that it reads
   * again fill.
   */
  public static void reset(
      StreamExecutionEnvironment environment, Settings settings, MemoryReset reset) {
    build(environment, settings, UnaryOperator.identity(), reset);
  }

  private static void build(
      StreamExecutionEnvironment environment,
      Settings settings,
      UnaryOperator<DataStream<Incoming>> behindSource,
      @Nullable MemoryReset given) {
    MemoryReset reset =
        given != null && settings.get(ScoringOptions.LATE_POLICY) != LatePolicy.APPLY
            ? given.lateOrProcessed()
            : given;
    String prefix = settings.get(ConnectionOptions.PREFIX);
    String registry = settings.get(ConnectionOptions.REGISTRY);
    String edges = Topic.EDGES.name(prefix);
    ScoringEnvironment.apply(environment, settings);

    Properties clients = ClientProperties.of(settings);
    ServedMemory memory = ServedMemory.of(environment, settings);
    DataStream<Incoming> incoming =
        environment
            .fromSource(
                source(
                    clients,
                    settings,
                    edges,
                    reset,
                    new EdgeDeserializer(
                        registry, edges, memory == null ? 0 : memory.plan().shape().features())),
                ScoringPipeline.watermarks(settings),
                "Edges from Kafka")
            .uid("edges");
    ScoringPipeline pipeline =
        ScoringPipeline.build(
            behindSource.apply(incoming), ServedModel.of(environment, settings), memory, settings);

    Sinks sinks =
        new Sinks(
            clients,
            settings.get(ScoringOptions.SINK_GUARANTEE).delivery(),
            settings.get(ScoringOptions.TRANSACTIONAL_ID_PREFIX),
            settings.get(ScoringOptions.TRANSACTION_TIMEOUT));
    String predictions = Topic.LINK_PREDICTIONS.name(prefix);
    pipeline
        .rankings()
        .ifPresent(
            rankings ->
                notYetWritten(
                        rankings,
                        "predictions",
                        reset == null ? null : reset.predictions(),
                        answer -> answer.ref().origin())
                    .sinkTo(
                        sinks.sink(
                            SinkName.PREDICTIONS,
                            new PredictionSerializer(
                                registry, predictions, settings.get(ScoringOptions.PREDICTOR))))
                    .name("Link predictions to Kafka")
                    .uid("predictions"));
    if (memory != null) {
      notYetWritten(
              pipeline.scores(),
              "scores",
              reset == null ? null : reset.scores(),
              score -> score.ref().origin())
          .sinkTo(
              sinks.sink(
                  SinkName.SCORES, new ScoreRecordSerializer(registry, Topic.SCORES.name(prefix))))
          .name("Scores to Kafka")
          .uid("scores")
          // Records are written on another thread than the nodes'.
          .disableChaining();
      MemoryThrottleFunction.apply(
              pipeline.memories(), MemoryThrottle.of(settings, memory.plan().clearedAfterMicros()))
          .sinkTo(
              sinks.sink(
                  SinkName.MEMORY,
                  new MemorySerializer(registry, Topic.MEMORY.name(prefix)),
                  MEMORY_LINGER))
          .name("Memories to Kafka")
          .uid("memory")
          .disableChaining();
    }
    notYetWritten(
            pipeline.late(),
            "late",
            reset == null ? null : reset.late(),
            late -> late.edge().ref().origin())
        .sinkTo(
            sinks.sink(
                SinkName.LATE,
                new LateEventSerializer(
                    registry,
                    Topic.EDGES_LATE.name(prefix),
                    settings.get(ScoringOptions.LATE_POLICY))))
        .name("Late events to Kafka")
        .uid("late");
    notYetWritten(
            pipeline.undecodable(),
            "dead-letters",
            reset == null ? null : reset.deadLetters(),
            bad -> EdgeRef.origin(bad.partition(), bad.offset()))
        .sinkTo(
            sinks.sink(
                SinkName.DEAD_LETTERS,
                new DeadLetterSerializer(edges, Topic.EDGES_DLQ.name(prefix))))
        .name("Dead letters to Kafka")
        .uid("dead-letters");
    watchIngest(environment, settings, clients);
  }

  /** Always part of the job, so that a job that was reset can go on without knowing of it. */
  private static <T> DataStream<T> notYetWritten(
      DataStream<T> results,
      String name,
      @Nullable Written written,
      NotYetWritten.Origin<T> origin) {
    return results
        .filter(new NotYetWritten<>(written, origin))
        .name("Not written yet: " + name)
        .uid("not-yet-written-" + name);
  }

  private static void watchIngest(
      StreamExecutionEnvironment environment, Settings settings, Properties clients) {
    String topic = Topic.INGEST_STATUS.name(settings.get(ConnectionOptions.PREFIX));
    IngestStatusDeserializer deserializer =
        new IngestStatusDeserializer(settings.get(ConnectionOptions.REGISTRY), topic);
    KafkaSource<IngestTotals> source =
        KafkaSource.<IngestTotals>builder()
            .setProperties(clients)
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            .setProperty("commit.offsets.on.checkpoint", "false")
            .setTopics(topic)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(deserializer)
            .build();
    environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "Ingest totals from Kafka")
        .uid("ingest-status")
        .setParallelism(1)
        .process(new IngestStatusFunction())
        .returns(Types.VOID)
        .name("Ingest: dead letters, duplicates")
        .uid("ingest-totals")
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>())
        .name("End of ingest totals")
        .uid("ingest-totals-end")
        .setParallelism(1);
  }

  private static KafkaSource<Incoming> source(
      Properties clients,
      Settings settings,
      String topic,
      @Nullable MemoryReset reset,
      EdgeDeserializer deserializer) {
    OffsetsInitializer starts =
        reset == null
            ? OffsetsInitializer.earliest()
            : OffsetsInitializer.offsets(
                reset.starts().entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            start -> new TopicPartition(topic, start.getKey()),
                            Map.Entry::getValue)));
    return KafkaSource.<Incoming>builder()
        .setProperties(clients)
        // Ingest writes in transactions; what it aborted must not be scored.
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setGroupId(settings.get(ScoringOptions.GROUP_ID))
        .setTopics(topic)
        .setStartingOffsets(starts)
        .setDeserializer(deserializer)
        .build();
  }
}
