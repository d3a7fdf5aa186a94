package io.eddy.jobs.memory;

import io.eddy.config.Option;
import java.time.Duration;
import java.util.List;

/** Options of the memory topic. */
public final class MemoryOptions {
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
                  + " share of its length.")
          .check(value -> value >= 0 && value <= 100, "expected 0 to 100")
          .defaultsTo("0.01");

  /** All of them. */
  public static final List<Option<?>> ALL = List.of(INTERVAL, CHANGE);

  private MemoryOptions() {}
}
