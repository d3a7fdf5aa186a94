package io.eddy.ingest.internal.decode;

import java.time.Duration;
import java.time.InstantSource;

/**
 * What an event must keep to.
 *
 * @param maxIdLength most characters of an id or edge type
 * @param maxAhead how far the event time may be ahead of the clock
 * @param rejectSelfLoops whether an edge from a node to itself is refused
 * @param clock the clock that event times are held against
 */
public record EventChecks(
    int maxIdLength, Duration maxAhead, boolean rejectSelfLoops, InstantSource clock) {

  /** The latest event time taken now, in microseconds. */
  long latestMicros() {
    return (clock.millis() + maxAhead.toMillis()) * 1_000;
  }
}
