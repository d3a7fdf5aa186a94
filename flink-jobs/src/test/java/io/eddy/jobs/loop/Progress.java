package io.eddy.jobs.loop;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What a test sees of its job while that runs in the same process, by the job's tally file. */
final class Progress {
  private static final ConcurrentMap<String, Progress> RUNS = new ConcurrentHashMap<>();

  volatile long results;
  volatile long completed;
  volatile long aborted;
  volatile long watermarks;
  volatile boolean inputEnded;
  volatile int failures;

  /** Of these, failures of attempts that had been restored from a checkpoint. */
  volatile int failuresRestored;

  static Progress of(String run) {
    return RUNS.computeIfAbsent(run, r -> new Progress());
  }
}
