package io.eddy.cli.demo;

import io.eddy.schemas.IngestStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Ingest's totals over its tasks, from the status topic. */
final class Totals {
  private final Map<String, IngestStatus> byTask = new HashMap<>();

  void add(IngestStatus status) {
    byTask.put(status.getTask(), status);
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
    return byTask.values().stream().mapToLong(total).sum();
  }
}
