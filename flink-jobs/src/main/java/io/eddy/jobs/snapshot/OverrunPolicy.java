package io.eddy.jobs.snapshot;

/** What becomes of snapshots that are due before the one before them is computed. */
public enum OverrunPolicy {
  /** The newest waits, the others are left out. */
  SKIP,
  /** The stream waits. */
  WAIT
}
