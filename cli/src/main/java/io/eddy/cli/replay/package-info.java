/**
 * Plays a data set into the raw topic as if it happened now: as fast as the broker takes it, at a
 * multiple of real time, or at a fixed rate; {@code eddy replay}.
 *
 * <p>The schedule is open loop: when an event is due depends on the clock only, never on how fast
 * earlier events were answered, so that measured latencies include the time spent waiting in line.
 */
@NullMarked
package io.eddy.cli.replay;

import org.jspecify.annotations.NullMarked;
