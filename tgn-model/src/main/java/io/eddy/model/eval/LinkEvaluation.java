package io.eddy.model.eval;

import io.eddy.model.predict.LinkPredictor;
import io.eddy.model.rank.CandidateRanker;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The offline protocol for link prediction on a stream, that of tgbl-wiki-v2: each validation and
 * test event ranks its destination against all destinations of the whole data set except the other
 * true ones of the same source and time. Training events are applied one by one; after that the
 * state is refreshed as the {@link Freshness} says, in batches that start anew with each part.
 */
public final class LinkEvaluation {

  /**
   * Quality by part.
   *
   * @param validation over the validation events
   * @param test over the test events
   */
  public record Result(Mrr validation, Mrr test) {}

  private LinkEvaluation() {}

  /**
   * Runs the protocol.
   *
   * @param events in order of time
   * @param historyCapacity destinations remembered for each source
   * @param progress told how many events are done, after each batch
   * @throws IllegalArgumentException if there are no events or they are out of order
   */
  public static Result run(
      List<LinkEvent> events,
      LinkPredictor predictor,
      Freshness freshness,
      int historyCapacity,
      LongConsumer progress) {
    TimeSplit split = TimeSplit.ofEvents(events);
    SameTime sameTime = new SameTime(events);
    SequentialScorer scorer =
        new SequentialScorer(new CandidateRanker(predictor, predictor, 0), historyCapacity);
    events.forEach(event -> scorer.addCandidate(event.dst()));

    Result result = new Result(new Mrr(), new Mrr());
    int start = 0;
    while (start < events.size()) {
      TimeSplit.Part part = split.partOf(events.get(start).timeMicros());
      int end = Batches.end(events, start, split, freshness.batch());
      if (part != TimeSplit.Part.TRAINING) {
        Mrr mrr = part == TimeSplit.Part.VALIDATION ? result.validation() : result.test();
        for (LinkEvent event : events.subList(start, end)) {
          mrr.add(
              scorer
                  .rank(event.src(), event.dst(), event.timeMicros(), sameTime.destinations(event))
                  .rank());
        }
      }
      for (LinkEvent event : events.subList(start, end)) {
        scorer.apply(event.src(), event.dst(), event.timeMicros());
      }
      progress.accept(end);
      start = end;
    }
    return result;
  }
}
