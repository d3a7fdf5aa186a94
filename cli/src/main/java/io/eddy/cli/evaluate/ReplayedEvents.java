package io.eddy.cli.evaluate;

import io.eddy.cli.console.CommandException;
import io.eddy.model.eval.LinkEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The events of a replay, which a job's results must name one after the other. */
final class ReplayedEvents {
  private final List<LinkEvent> events;
  private int next;

  ReplayedEvents(List<LinkEvent> events) {
    this.events = events;
  }

  /** Results so far. */
  int taken() {
    return next;
  }

  /**
   * The event of the next result.
   *
   * @throws CommandException if the result is not of that event
   */
  LinkEvent next(String id, String src, String dst, Instant time) {
    if (next == events.size()) {
      throw new CommandException(
          "the job gave a result for event '%s' behind the last of the %,d that were replayed"
              .formatted(id, next));
    }
    LinkEvent event = events.get(next);
    Instant expected = Instant.EPOCH.plus(event.timeMicros(), ChronoUnit.MICROS);
    if (!event.src().equals(src) || !event.dst().equals(dst) || !expected.equals(time)) {
      throw new CommandException(
          "event %,d of the data is %s → %s at %s, but the job's next result is of %s → %s at %s; events that were late or put aside cannot be compared"
              .formatted(next, event.src(), event.dst(), expected, src, dst, time));
    }
    next++;
    return event;
  }
}
