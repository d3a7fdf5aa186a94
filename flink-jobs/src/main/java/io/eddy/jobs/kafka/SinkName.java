package io.eddy.jobs.kafka;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** A scoring job's sinks, which tell their transactions from each other's by name. */
public enum SinkName {
  PREDICTIONS,
  SCORES,
  MEMORY,
  LATE,
  DEAD_LETTERS;

  /**
   * Prefix of the sink's transactional ids.
   *
   * @param job that of the job, {@code eddy.sink.transactional-id-prefix}
   */
  String transactionalIdPrefix(String job) {
    return job + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether a transaction is one of the job with this prefix, not of one whose longer prefix begins
   * alike.
   */
  public static boolean isTransactionOf(String job, String transactionalId) {
    // What Flink's connector adds: subtask and number.
    return Arrays.stream(values())
        .anyMatch(
            sink ->
                Pattern.matches(
                    Pattern.quote(sink.transactionalIdPrefix(job)) + "-\\d+-\\d+",
                    transactionalId));
  }
}
