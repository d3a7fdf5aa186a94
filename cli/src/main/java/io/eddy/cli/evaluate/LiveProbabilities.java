package io.eddy.cli.evaluate;

import io.eddy.model.eddy.EventVectors;
import io.eddy.model.eval.LinkEvent;
import io.eddy.schemas.EdgeScore;
import java.util.List;

/** The probabilities that a job's network gave to events beside those of offline code. Use once. */
public final class LiveProbabilities {
  /**
   * What was found.
   *
   * @param events compared
   * @param largestDifference between a live probability and the offline one; NaN if one was
   */
  public record Result(long events, double largestDifference) {}

  private final ReplayedEvents events;
  private final EventVectors vectors;
  private double largest;

  /**
   * A comparison before the first event.
   *
   * @param vectors of all events
   */
  LiveProbabilities(List<LinkEvent> events, EventVectors vectors) {
    this.events = new ReplayedEvents(events);
    this.vectors = vectors;
  }

  /**
   * Compares the job's score of the next event.
   *
   * @throws io.eddy.cli.console.CommandException if it is not the score of that event
   */
  public void take(EdgeScore live) {
    int event = events.taken();
    events.next(live.getEventId(), live.getSrc(), live.getDst(), live.getTime());
    largest = Math.max(largest, Math.abs(live.getProbability() - vectors.probability(event)));
  }

  /** What was found so far. */
  public Result result() {
    return new Result(events.taken(), largest);
  }
}
