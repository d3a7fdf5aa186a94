package io.eddy.ingest.deadletter;

import java.util.OptionalInt;

/**
 * Which dead letters to replay. Only letters written before the replay began are considered.
 *
 * @param code short code, or {@link #ANY_CODE}
 * @param partition partition of the dead-letter topic, or empty for all
 * @param fromOffset first offset
 * @param toOffset offset after the last
 */
public record ReplayFilter(String code, OptionalInt partition, long fromOffset, long toOffset) {
  /** Stands for every code. */
  public static final String ANY_CODE = "*";

  /** Every dead letter. */
  public static ReplayFilter all() {
    return new ReplayFilter(ANY_CODE, OptionalInt.empty(), 0, Long.MAX_VALUE);
  }

  /** Those with a code. */
  public static ReplayFilter code(String code) {
    return new ReplayFilter(code, OptionalInt.empty(), 0, Long.MAX_VALUE);
  }

  /** These, but only from one partition and a range of offsets, the end not included. */
  public ReplayFilter within(int onlyPartition, long from, long to) {
    return new ReplayFilter(code, OptionalInt.of(onlyPartition), from, to);
  }

  boolean coversPartition(int candidate) {
    return partition.isEmpty() || partition.getAsInt() == candidate;
  }

  boolean coversCode(String candidate) {
    return code.equals(ANY_CODE) || code.equals(candidate);
  }
}
