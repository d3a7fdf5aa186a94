package io.eddy.jobs.candidates;

import io.eddy.jobs.event.RankRequest;
import io.eddy.jobs.event.ShardAnswer;
import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.predict.LinkQuery;
import io.eddy.model.predict.RecencyPredictor;
import io.eddy.model.rank.CandidateRanker;
import io.eddy.model.rank.OpenRanking;
import io.eddy.model.rank.PartialRanking;
import io.eddy.model.ranker.RankedShard;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.jspecify.annotations.Nullable;

/**
 * What a shard of the candidates has under any learned model: the candidates as the features see
 * them, the cards that the recency rule ranks by beside the model, and how an answer is made of
 * both. An event is answered first and then taken in. Not thread-safe.
 */
final class LearnedCards {
  /** A model's look at the shard. */
  @FunctionalInterface
  interface Scoring {
    /**
     * Scores the candidates for one query.
     *
     * @param held the true destination if this shard holds it, else null
     * @return how many were scored
     */
    int score(SourceView view, @Nullable String held);
  }

  private final ShardCards cards;
  private final LearnedCandidates candidates;
  private final CandidateRanker baseline =
      new CandidateRanker(new RecencyPredictor(), new RecencyPredictor(), 0);

  /** What a backend holds. */
  LearnedCards(
      StateInitializationContext context,
      KeyedStateBackend<Object> backend,
      RankerSettings features)
      throws Exception {
    cards = new ShardCards(context.getKeyedStateStore(), backend);
    candidates =
        new LearnedCandidates(
            context.getKeyedStateStore(), backend, context.getOperatorStateStore(), features);
  }

  /** The candidates and their state. */
  CandidateState state() {
    return candidates.state();
  }

  /**
   * Answers a request from the state as it is.
   *
   * @param shard what {@code scoring} scores
   * @param model version of the model
   */
  ShardAnswer answer(RankRequest request, RankedShard shard, Scoring scoring, String model) {
    String dst = request.ref().dst();
    if (request.owner()) {
      state().put(dst);
    }
    LinkQuery query =
        new LinkQuery(request.ref().src(), request.ref().timeMicros(), request.history());
    Set<String> excluded = query.sameTimeDestinations();
    PartialRanking recency = baseline.rank(query, cards.table(), request.before(), excluded);
    String held = request.owner() ? dst : null;
    int scored = scoring.score(view(request), held);
    PartialRanking ranking =
        new PartialRanking(
            shard.top(), scored, 0, 0, recency.baselineBetter(), recency.baselineTied());
    OpenRanking open = shard.open(held, excluded);
    return request.shards() == 1
        ? new ShardAnswer(request.ref(), 1, OpenRanking.close(ranking, List.of(open)), null, model)
        : new ShardAnswer(request.ref(), request.shards(), ranking, open, model);
  }

  /**
   * Takes the event of a request in.
   *
   * @param setKey makes a destination the current key; it is that of the event if the shard owns it
   */
  void takeIn(RankRequest request, Consumer<Object> setKey) throws Exception {
    if (request.owner()) {
      setKey.accept(request.ref().dst());
      cards.put(request.before().visited(request.ref().timeMicros()));
    }
    candidates.apply(view(request), request.ref().dst());
  }

  /**
   * Writes what changed.
   *
   * @param setKey makes a destination the current key
   */
  void snapshot(Consumer<Object> setKey) throws Exception {
    candidates.snapshot(setKey);
  }

  private static SourceView view(RankRequest request) {
    return Objects.requireNonNull(request.view(), "a request for a learned model has a view");
  }
}
