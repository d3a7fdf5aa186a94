package io.eddy.jobs.snapshot;

/** What makes a snapshot due. */
public enum TickKind {
  /** The watermark passes a multiple of the interval. */
  EVENT_TIME,
  /** The clock passes a multiple of the interval. */
  WALL_TIME
}
