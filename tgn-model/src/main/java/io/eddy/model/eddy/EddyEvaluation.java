package io.eddy.model.eddy;

import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.ranker.RankerEvaluation;
import io.eddy.model.tgn.eval.LinkStream;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The protocol of {@link RankerEvaluation} for the one model: the memory is run over the stream at
 * the wanted freshness, then every event of validation and test is ranked.
 */
public final class EddyEvaluation {
  private EddyEvaluation() {}

  /**
   * Runs the protocol over validation and test.
   *
   * @param events in order of time
   * @param stream the same events with numbered nodes
   * @param memory what is run over them
   * @param settings of the features
   * @param progress told how many events are done, after each batch
   */
  public static RankerEvaluation.Result run(
      List<LinkEvent> events,
      LinkStream stream,
      VectorSource memory,
      RankerSettings settings,
      EddyParameters parameters,
      Freshness freshness,
      Negatives negatives,
      LongConsumer progress) {
    EventVectors vectors =
        memory.vectors(stream, events.size(), stream.end(Part.TRAINING), freshness);
    return RankerEvaluation.run(
        events,
        settings,
        new EddyScorer(parameters, vectors),
        freshness,
        negatives,
        Part.TEST,
        RankerEvaluation.EVERY_EVENT,
        progress);
  }
}
