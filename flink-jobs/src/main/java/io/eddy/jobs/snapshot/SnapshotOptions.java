package io.eddy.jobs.snapshot;

import io.eddy.config.Option;
import java.time.Duration;
import java.util.List;

/** Options of the snapshot job. Parallelism, order, state and checkpoints are as for scoring. */
public final class SnapshotOptions {
  /** The option behind Flink's job name, for this job. */
  public static final Option<String> JOB_NAME =
      Option.string("eddy.snapshot.job-name", "Name of the job in Flink's dashboard.")
          .defaultsTo("eddy snapshot");

  public static final Option<String> GROUP_ID =
      Option.string(
              "eddy.snapshot.group-id",
              "Consumer group under which the snapshot job's progress is visible in Kafka's tools.")
          .check(text -> !text.isBlank(), "expected some text")
          .defaultsTo("eddy-snapshot");

  public static final Option<String> BUNDLE =
      Option.string(
              "eddy.snapshot.bundle",
              "Folder of the SMPNN bundle that computes the embeddings, readable on every machine"
                  + " of the job. Its node features must be ones that a stream's nodes can have.")
          .defaultsTo("");

  public static final Option<TickKind> TICKS =
      Option.oneOf(
              "eddy.snapshot.ticks",
              TickKind.class,
              "What ticks: event-time (when the watermark passes a multiple of the interval; the"
                  + " same again in a replay) or wall-time (when the clock does).")
          .defaultsTo("event-time");

  public static final Option<Duration> INTERVAL =
      Option.duration("eddy.snapshot.interval", "Time between snapshots.")
          .check(value -> value.toMillis() >= 100, "expected at least 100 ms")
          .defaultsTo("1 d");

  public static final Option<Duration> WINDOW =
      Option.duration(
              "eddy.snapshot.window",
              "How long, in event time, an edge is part of the graph. 0 ms: for ever.")
          .defaultsTo("30 d");

  public static final Option<Integer> WEIGHT_FEATURE =
      Option.integer(
              "eddy.snapshot.weight-feature",
              "Position of the edge feature that is the weight of an edge, from 0; events whose"
                  + " weight is not above 0 are counted and left out. -1: every event has weight 1."
                  + " Weights of the events between two nodes are added.")
          .check(value -> value >= -1 && value < 10_000, "expected -1 to 9999")
          .defaultsTo("-1");

  public static final Option<String> DELETION_TYPE =
      Option.string(
              "eddy.snapshot.deletion-type",
              "Type of the events that delete the edge between their nodes, instead of adding to"
                  + " it. Empty: no event deletes.")
          .defaultsTo("");

  public static final Option<OverrunPolicy> OVERRUN =
      Option.oneOf(
              "eddy.snapshot.overrun",
              OverrunPolicy.class,
              "When snapshots come faster than they are computed: skip (the newest waits, those"
                  + " before it are reported and left out) or wait (the stream is held up; for"
                  + " replays that must have every snapshot).")
          .defaultsTo("skip");

  public static final Option<Duration> TIMEOUT =
      Option.duration(
              "eddy.snapshot.timeout",
              "A snapshot that takes longer to compute is given up and reported. 0 ms: never.")
          .defaultsTo("0 ms");

  public static final Option<Integer> THREADS =
      Option.integer(
              "eddy.snapshot.threads",
              "Threads that compute a snapshot. 0: one for each processor but one, shared among the"
                  + " snapshots that are computed at a time.")
          .check(value -> value >= 0 && value <= 1_024, "expected 0 to 1024")
          .defaultsTo("0");

  /** All of them. */
  public static final List<Option<?>> ALL =
      List.of(
          JOB_NAME,
          GROUP_ID,
          BUNDLE,
          TICKS,
          INTERVAL,
          WINDOW,
          WEIGHT_FEATURE,
          DELETION_TYPE,
          OVERRUN,
          TIMEOUT,
          THREADS);

  private SnapshotOptions() {}
}
