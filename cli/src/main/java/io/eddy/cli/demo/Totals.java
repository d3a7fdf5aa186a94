package io.eddy.cli.demo;

import io.eddy.schemas.IngestStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Ingest's totals over its tasks, from the status topic, less what they were at {@link #startHere}:
 * ingest counts from its first start on.
 */
final class Totals {
  private final Map<String, IngestStatus> byTask = new HashMap<>();
  private final Map<String, IngestStatus> before = new HashMap<>();

  void add(IngestStatus status) {
    byTask.put(status.getTask(), status);
  }

  /** What was counted until now is no longer counted. */
  void startHere() {
    before.clear();
    before.putAll(byTask);
  }

  long recordsIn() {
    return sum(IngestStatus::getRecordsIn);
  }

  long edges() {
    return sum(IngestStatus::getEdges);
  }

  long deadLetters() {
    return sum(IngestStatus::getDeadLetters);
  }

  long duplicates() {
    return sum(IngestStatus::getDuplicates);
  }

  private long sum(ToLongFunction<IngestStatus> total) {
    return sum(byTask, total) - sum(before, total);
  }

  private static long sum(Map<String, IngestStatus> tasks, ToLongFunction<IngestStatus> total) {
    return tasks.values().stream().mapToLong(total).sum();
  }
}
