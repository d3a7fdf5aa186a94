package io.eddy.jobs.scoring;

import io.eddy.config.Option;
import io.eddy.jobs.order.LatePolicy;
import io.eddy.model.eddy.EddyPredictor;
import io.eddy.model.predict.LinkPredictors;
import io.eddy.model.ranker.RankerPredictor;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Options of the scoring job. */
public final class ScoringOptions {
  public static final Option<String> JOB_NAME =
      Option.string("eddy.job.name", "Name of the job in Flink's dashboard.")
          .defaultsTo("eddy scoring");

  public static final Option<Integer> PARALLELISM =
      Option.integer(
              "eddy.parallelism",
              "Subtasks of every operator. At 1 events are processed strictly one after the other;"
                  + " above 1 events of different nodes overlap.")
          .check(value -> value >= 1, "expected at least 1")
          .defaultsTo("1");

  public static final Option<Integer> MAX_PARALLELISM =
      Option.integer(
              "eddy.max-parallelism",
              "Number of key groups: the highest parallelism the state can ever be rescaled to."
                  + " Cannot be changed for existing state.")
          .check(value -> value >= 1 && value <= 32_768, "expected 1 to 32768")
          .defaultsTo("128");

  /** No predictions, for a job that only scores. */
  public static final String NO_PREDICTOR = "none";

  private static final List<String> PREDICTORS =
      Stream.concat(
              LinkPredictors.NAMES.stream(),
              Stream.of(RankerPredictor.NAME, EddyPredictor.NAME, NO_PREDICTOR))
          .toList();

  public static final Option<String> PREDICTOR =
      Option.string(
              "eddy.predictor",
              "Link predictor: "
                  + String.join(", ", PREDICTORS)
                  + ". The ranker and eddy, the one model of the ranker's features and node memories, are learned and need eddy.model.bundle; with none, there are only scores.")
          .check(PREDICTORS::contains, "expected one of " + String.join(", ", PREDICTORS))
          .defaultsTo("recency");

  public static final Option<String> MODEL_BUNDLE =
      Option.string(
              "eddy.model.bundle",
              "Folder of the bundle that a learned predictor begins with, readable on every machine of the job. A job with a checkpoint goes on with the bundle it had.")
          .defaultsTo("");

  public static final Option<String> MODEL_NAME =
      Option.string(
              "eddy.model.name", "Whose releases on the models topic the job takes while it runs.")
          .check(text -> !text.isBlank(), "expected some text")
          .defaultsTo("link-ranker");

  public static final Option<Integer> TOP_N =
      Option.integer("eddy.top-n", "How many destinations a prediction lists.")
          .check(value -> value >= 0 && value <= 10_000, "expected 0 to 10000")
          .defaultsTo("10");

  public static final Option<Integer> HISTORY_CAPACITY =
      Option.integer(
              "eddy.history.capacity",
              "How many distinct destinations a source remembers; the least recently visited is"
                  + " forgotten first.")
          .check(value -> value >= 1 && value <= 100_000, "expected 1 to 100000")
          .defaultsTo("128");

  public static final Option<Duration> ORDER_BOUND =
      Option.duration(
              "eddy.order.bound",
              "How long, in event time, events wait for earlier ones that arrive after them. 0 ms:"
                  + " events do not wait.")
          .defaultsTo("0 ms");

  public static final Option<LatePolicy> LATE_POLICY =
      Option.oneOf(
              "eddy.order.late",
              LatePolicy.class,
              "What becomes of events behind the watermark: divert (only to the late topic), apply"
                  + " (to the late topic and processed), drop (only counted).")
          .defaultsTo("divert");

  public static final Option<Duration> IDLE_TIMEOUT =
      Option.duration(
              "eddy.order.idle-timeout",
              "A partition without records for so long no longer holds back the watermark. When"
                  + " none has brought one, the events that wait are released.")
          .check(value -> !value.isZero(), "expected more than 0")
          .defaultsTo("5 s");

  public static final Option<Duration> MAX_AHEAD =
      Option.duration(
              "eddy.order.max-ahead",
              "An event whose time is further ahead of its append in Kafka than this is processed"
                  + " but does not move the watermark, so that one stray does not make all others"
                  + " late. For data from the future, as long as eddy.ingest.max-ahead.")
          .defaultsTo("10 s");

  public static final Option<Duration> MAX_DRIFT =
      Option.duration(
              "eddy.order.max-drift",
              "How far, in event time, a partition may be read ahead of the slowest one; bounds the"
                  + " events that wait when a backlog on several partitions is read. Looked at 10"
                  + " times a second, so a replay gets through no more than that times 10 of event"
                  + " time a second. 0 ms: any distance.")
          .defaultsTo("0 ms");

  public static final Option<String> GROUP_ID =
      Option.string(
              "eddy.kafka.group-id",
              "Consumer group under which the job's progress is visible in Kafka's tools. What the"
                  + " job has read is kept in its checkpoints.")
          .defaultsTo("eddy-scoring");

  public static final Option<SinkGuarantee> SINK_GUARANTEE =
      Option.oneOf(
              "eddy.sink.guarantee",
              SinkGuarantee.class,
              "at-least-once: results are visible at once and may be repeated after a failure, with"
                  + " the same bytes. exactly-once: results are visible to read_committed readers"
                  + " at each checkpoint.")
          .defaultsTo("at-least-once");

  public static final Option<String> TRANSACTIONAL_ID_PREFIX =
      Option.string(
              "eddy.sink.transactional-id-prefix",
              "Prefix of the sinks' transactional ids; must differ between jobs that share a"
                  + " broker.")
          .check(text -> !text.isBlank(), "expected some text")
          .defaultsTo("eddy-scoring");

  public static final Option<Duration> TRANSACTION_TIMEOUT =
      Option.duration(
              "eddy.sink.transaction-timeout",
              "How long the broker keeps a transaction open while the job is down; at most the"
                  + " broker's transaction.max.timeout.ms.")
          .check(value -> value.toMillis() >= 1_000, "expected at least 1 s")
          .defaultsTo("10 min");

  public static final Option<StateBackendKind> STATE_BACKEND =
      Option.oneOf(
              "eddy.state.backend",
              StateBackendKind.class,
              "Where node state lives: hashmap (heap, fastest) or rocksdb (local disk, larger than"
                  + " memory).")
          .defaultsTo("hashmap");

  public static final Option<Duration> CHECKPOINT_INTERVAL =
      Option.duration("eddy.checkpoint.interval", "Time between checkpoints. 0 ms: none.")
          .defaultsTo("10 s");

  public static final Option<String> CHECKPOINT_DIR =
      Option.string(
              "eddy.checkpoint.dir",
              "Folder or URI for checkpoints. Empty: on a Flink cluster the cluster's own setting;"
                  + " for `eddy score` a folder under .eddy/score in the home folder, one for each"
                  + " Kafka cluster, topic prefix and group id.")
          .defaultsTo("");

  public static final Option<Double> CHECKPOINT_SHARE =
      Option.decimal(
              "eddy.checkpoint.share",
              "Share of a core that a task takes to write its part of a checkpoint, for as much"
                  + " longer, at most half of eddy.checkpoint.interval: events do not wait for it"
                  + " then where cores are few. 1: as fast as it goes. Savepoints always are, and"
                  + " so are checkpoints to a cluster's own setting.")
          .check(value -> value >= 0.01 && value <= 1, "expected 0.01 to 1")
          .defaultsTo("0.2");

  public static final Option<Integer> RESTART_ATTEMPTS =
      Option.integer(
              "eddy.restart.attempts",
              "How many times in a row a failing job is restarted, at growing intervals up to 30 s,"
                  + " before it ends; 10 minutes without a failure start the count anew. A Flink"
                  + " cluster's own setting holds there.")
          .check(value -> value >= 0, "expected at least 0")
          .defaultsTo("10");

  public static final Option<Duration> BUFFER_TIMEOUT =
      Option.duration(
              "eddy.buffer-timeout",
              "Longest time a record waits in a network buffer between two operators: a small one"
                  + " for latency, a large one for throughput.")
          .defaultsTo("1 ms");

  /** All of them; the job reads {@link io.eddy.schemas.topics.ConnectionOptions} as well. */
  public static final List<Option<?>> ALL =
      List.of(
          JOB_NAME,
          PARALLELISM,
          MAX_PARALLELISM,
          PREDICTOR,
          MODEL_BUNDLE,
          MODEL_NAME,
          TOP_N,
          HISTORY_CAPACITY,
          ORDER_BOUND,
          LATE_POLICY,
          IDLE_TIMEOUT,
          MAX_AHEAD,
          MAX_DRIFT,
          GROUP_ID,
          SINK_GUARANTEE,
          TRANSACTIONAL_ID_PREFIX,
          TRANSACTION_TIMEOUT,
          STATE_BACKEND,
          CHECKPOINT_INTERVAL,
          CHECKPOINT_DIR,
          CHECKPOINT_SHARE,
          RESTART_ATTEMPTS,
          BUFFER_TIMEOUT);

  private ScoringOptions() {}
}
