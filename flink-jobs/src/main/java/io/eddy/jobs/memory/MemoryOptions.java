package io.eddy.jobs.memory;

import io.eddy.config.Option;
import io.eddy.memory.node.Precision;
import java.time.Duration;
import java.util.List;

/** Options of the nodes' neural memory and of the memory topic. */
public final class MemoryOptions {
  public static final Option<String> BUNDLE =
      Option.string(
              "eddy.memory.bundle",
              "Folder of a bundle with a temporal graph network, from `eddy train tgn`, readable on"
                  + " every machine of the job. Nodes then have memories, and events scores. Empty:"
                  + " none. A job with a checkpoint goes on with the bundle it had.")
          .defaultsTo("");

  public static final Option<String> NAME =
      Option.string(
              "eddy.memory.name",
              "Whose releases on the models topic the nodes' network takes while the job runs.")
          .check(value -> !value.isBlank(), "expected a name")
          .defaultsTo("node-memory");

  public static final Option<Precision> PRECISION =
      Option.oneOf(
              "eddy.memory.precision",
              Precision.class,
              "Numbers that memories and mails are kept in: 4 bytes or 2 bytes each.")
          .defaultsTo("single");

  public static final Option<Duration> IDLE =
      Option.duration(
              "eddy.memory.idle",
              "Event time after which a node without events, and without waves that change it,"
                  + " starts anew; what it kept is cleared"
                  + " in rounds over all nodes, which begin a quarter of the time apart and go on by a"
                  + " node an event, and a tombstone follows its last record on the memory"
                  + " topic, unless late events are applied. 0 ms: never.")
          .defaultsTo("0 ms");

  public static final Option<Duration> RESET =
      Option.duration(
              "eddy.memory.reset",
              "For one start of `eddy score`, as --reset-memory: the job starts without its"
                  + " checkpoint and fills its state by reading the events again that were appended"
                  + " for so long before the place where it had stopped. 0 ms: it goes on from its"
                  + " checkpoint.")
          .defaultsTo("0 ms");

  public static final Option<Integer> BATCH =
      Option.integer(
              "eddy.memory.batch",
              "Visits of events to nodes that are computed together, three an event. Results do not"
                  + " depend on it. With waves, hops 2 and more, each is computed by itself.")
          .check(value -> value >= 1 && value <= 4096, "expected 1 to 4096")
          .defaultsTo("48");

  public static final Option<Duration> BATCH_WAIT =
      Option.duration(
              "eddy.memory.batch-wait",
              "Longest time an event waits for others to be computed with.")
          .check(value -> value.toMillis() >= 1, "expected at least 1 ms")
          .defaultsTo("2 ms");

  public static final Option<Duration> INTERVAL =
      Option.duration(
              "eddy.memory.publish.interval",
              "Least event time between two records of one node on the memory topic; what changed"
                  + " in between is published when it has passed. 0 ms: every change.")
          .defaultsTo("1 min");

  public static final Option<Double> CHANGE =
      Option.decimal(
              "eddy.memory.publish.change",
              "How far a memory must have moved since its last record on the memory topic, as a"
                  + " share of its length; with more than 0, the mails there may be older than the"
                  + " interval. 0: every change counts.")
          .check(value -> value >= 0 && value <= 100, "expected 0 to 100")
          .defaultsTo("0");

  /** All of them. */
  public static final List<Option<?>> ALL =
      List.of(BUNDLE, NAME, PRECISION, IDLE, RESET, BATCH, BATCH_WAIT, INTERVAL, CHANGE);

  private MemoryOptions() {}
}
