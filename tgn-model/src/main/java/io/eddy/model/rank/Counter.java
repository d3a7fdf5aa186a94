package io.eddy.model.rank;

import io.eddy.memory.card.CandidateCard;
import io.eddy.model.predict.CandidateTable;
import io.eddy.model.predict.LinkPredictor;
import io.eddy.model.predict.LinkQuery;
import java.util.Set;

/** Counts the candidates that stand before the true destination or beside it. */
final class Counter {
  int better;
  int tied;

  /** Counts one scored shard. A score that is NaN counts as tied, so it never flatters a rank. */
  void count(
      LinkPredictor predictor,
      LinkQuery query,
      CandidateTable shard,
      CandidateCard trueCard,
      Set<String> excluded,
      double[] scores) {
    double target = predictor.score(query, trueCard);
    if (!Double.isFinite(target)) {
      throw new IllegalStateException(
          "predictor '%s' scores destination '%s' of source '%s' %s; scores must be finite"
              .formatted(predictor.name(), trueCard.id(), query.src(), target));
    }
    int candidates = shard.size();
    int above = 0;
    int below = 0;
    for (int i = 0; i < candidates; i++) {
      above += scores[i] > target ? 1 : 0;
      below += scores[i] < target ? 1 : 0;
    }
    better = above;
    tied = candidates - above - below;
    forget(shard.indexOf(trueCard.id()), target, scores);
    for (String id : excluded) {
      if (!id.equals(trueCard.id())) {
        forget(shard.indexOf(id), target, scores);
      }
    }
  }

  private void forget(int index, double target, double[] scores) {
    if (index >= 0) {
      if (scores[index] > target) {
        better--;
      } else if (!(scores[index] < target)) {
        tied--;
      }
    }
  }
}
