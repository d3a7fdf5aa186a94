package io.eddy.ingest;

import io.eddy.config.Option;
import io.eddy.config.Settings;
import io.eddy.schemas.topics.ConnectionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Options of the ingest. */
public final class IngestOptions {
  /** What becomes of an edge from a node to itself. */
  public enum SelfLoops {
    ACCEPT,
    REJECT
  }

  /** Where the event ids seen are kept; a changelog topic backs both. */
  public enum DedupeStore {
    MEMORY,
    ROCKSDB
  }

  public static final Option<String> MAPPING =
      Option.string(
              "eddy.ingest.mapping",
              "YAML file that says how a raw record becomes an edge. Empty for Eddy's own JSON: id,"
                  + " src, dst, time (microseconds), features and type.")
          .defaultsTo("");

  public static final Option<Integer> FEATURES_LENGTH =
      Option.integer(
              "eddy.ingest.features.length",
              "Length that the feature list of every event must have when no mapping file is given;"
                  + " -1 for any.")
          .check(length -> length >= -1 && length <= 1_000_000, "expected -1 to 1000000")
          .defaultsTo("-1");

  public static final Option<Integer> MAX_ID_LENGTH =
      Option.integer(
              "eddy.ingest.max-id-length",
              "Most characters an event id, a node id or an edge type may have; longer ones are"
                  + " dead letters.")
          .check(length -> length >= 1 && length <= 10_000, "expected 1 to 10000")
          .defaultsTo("256");

  public static final Option<Duration> MAX_AHEAD =
      Option.duration(
              "eddy.ingest.max-ahead",
              "How far the event time may be ahead of this machine's clock; events further ahead"
                  + " are dead letters. Event ids are remembered longer by it.")
          .check(ahead -> ahead.toDays() <= 36_500, "expected at most 36500 d")
          .defaultsTo("1 h");

  public static final Option<SelfLoops> SELF_LOOPS =
      Option.oneOf(
              "eddy.ingest.self-loops",
              SelfLoops.class,
              "Whether an edge from a node to itself is taken, or is a dead letter.")
          .defaultsTo("accept");

  public static final Option<Duration> DEDUPE_WINDOW =
      Option.duration(
              "eddy.ingest.dedupe.window",
              "Two events with one id are the same event if their event times are at most this far"
                  + " apart; 0 s keeps all. A new width starts with no ids remembered.")
          .check(window -> window.compareTo(Duration.ofDays(365)) <= 0, "expected at most 365 d")
          .defaultsTo("1 h");

  public static final Option<DedupeStore> DEDUPE_STORE =
      Option.oneOf(
              "eddy.ingest.dedupe.store",
              DedupeStore.class,
              "Where event ids are remembered, for three windows and max-ahead: rocksdb on disk, or"
                  + " memory, a little faster, at about 150 bytes an id on the heap.")
          .defaultsTo("rocksdb");

  public static final Option<Duration> COMMIT_INTERVAL =
      Option.duration(
              "eddy.ingest.commit-interval",
              "How often a transaction ends; edges become visible then, so it bounds the latency"
                  + " from raw record to edge.")
          .check(
              interval -> !interval.isZero() && interval.toMillis() <= 5_000,
              "expected 1 ms to 5 s (a transaction is given up after 10 s)")
          .defaultsTo("50 ms");

  public static final Option<Integer> THREADS =
      Option.integer(
              "eddy.ingest.threads",
              "Threads that ingest; more than the raw topic has partitions stay idle.")
          .check(threads -> threads >= 1 && threads <= 256, "expected 1 to 256")
          .defaultsTo("1");

  public static final Option<String> STATE_DIR =
      Option.string(
              "eddy.ingest.state-dir",
              "Folder for local state, which is rebuilt from Kafka when it is gone. Empty for"
                  + " .eddy/ingest in the home folder.")
          .defaultsTo("");

  public static final Option<String> APPLICATION_ID =
      Option.string(
              "eddy.ingest.application-id",
              "Name of the consumer group and of the internal topics. Empty for the topic prefix"
                  + " and -ingest. A new name starts over from the oldest raw record.")
          .check(
              text -> text.matches("[A-Za-z0-9._-]{0,150}"),
              "expected up to 150 letters, digits, dots, hyphens or underscores")
          .defaultsTo("");

  public static final Option<Duration> START_TIMEOUT =
      Option.duration(
              "eddy.ingest.start-timeout",
              "How long to wait at start for the broker to answer and for the first assignment.")
          .check(timeout -> !timeout.isZero(), "expected more than 0")
          .defaultsTo("30 s");

  /** All of them. */
  public static final List<Option<?>> ALL =
      List.of(
          MAPPING,
          FEATURES_LENGTH,
          MAX_ID_LENGTH,
          MAX_AHEAD,
          SELF_LOOPS,
          DEDUPE_WINDOW,
          DEDUPE_STORE,
          COMMIT_INTERVAL,
          THREADS,
          STATE_DIR,
          APPLICATION_ID,
          START_TIMEOUT);

  private IngestOptions() {}

  /** The application id, with its default filled in. */
  public static String applicationId(Settings settings) {
    String given = settings.get(APPLICATION_ID);
    return given.isEmpty() ? settings.get(ConnectionOptions.PREFIX) + "-ingest" : given;
  }

  /** The folder for local state, with its default filled in. */
  public static Path stateDir(Settings settings) {
    String given = settings.get(STATE_DIR);
    return given.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".eddy", "ingest")
        : Path.of(given);
  }
}
