package io.eddy.cli.evaluate;

import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.LinkStreams;
import io.eddy.model.bundle.EddyBundle;
import io.eddy.model.tgn.engine.TgnEngine;
import io.eddy.model.tgn.eval.LinkStream;
import io.eddy.model.vector.Squash;
import io.eddy.schemas.EdgeScore;

/**
 * The probabilities that a job's network gave to events beside those of the sequential engine on
 * DJL, one event after another. Use once; holds tensors outside the heap until closed.
 */
public final class LiveProbabilities implements AutoCloseable {
  /**
   * What was found.
   *
   * @param events compared
   * @param largestDifference between a live probability and the offline one; NaN if one was
   */
  public record Result(long events, double largestDifference) {}

  private final ReplayedEvents events;
  private final LinkStream stream;
  private final TgnEngine engine;
  private double largest;

  /**
   * A comparison before the first event.
   *
   * @param count events of the data that are replayed, from the first on
   */
  public LiveProbabilities(DataSet set, int count, EddyBundle bundle) {
    this.events = new ReplayedEvents(set.links().subList(0, count));
    this.stream = LinkStreams.of(set);
    this.engine = new TgnEngine(bundle.manifest().network(), bundle.network());
  }

  /**
   * Compares the job's score of the next event.
   *
   * @throws io.eddy.cli.console.CommandException if it is not the score of that event
   */
  public void take(EdgeScore live) {
    int event = events.taken();
    long time =
        events.next(live.getEventId(), live.getSrc(), live.getDst(), live.getTime()).timeMicros();
    int[] destination = {stream.edges().dst()[event]};
    float logit = engine.logits(stream.edges().src()[event], destination, time)[0];
    largest = Math.max(largest, Math.abs(live.getProbability() - Squash.sigmoid(logit)));
    engine.apply(stream.edges(), event);
  }

  /** What was found so far. */
  public Result result() {
    return new Result(events.taken(), largest);
  }

  @Override
  public void close() {
    engine.close();
  }
}
