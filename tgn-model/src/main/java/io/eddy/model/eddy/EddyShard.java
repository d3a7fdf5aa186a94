package io.eddy.model.eddy;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.rank.OpenRanking;
import io.eddy.model.rank.ScoredCandidate;
import io.eddy.model.ranker.LearnedShard;
import io.eddy.model.ranker.RankedShard;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ranks one shard of the candidates by the one model: as {@link LearnedShard} does, with the
 * source's mails and the cards' vectors beside the features. Where candidates are many and only a
 * shortlist is ranked, those with a mail are in it. Not thread-safe.
 */
public final class EddyShard implements RankedShard {
  private final CandidateState candidates;
  private final CardVectors cards;
  private final EddyPredictor predictor;
  private final LearnedShard shard;

  /**
   * A shard.
   *
   * @param candidates their state; read here, events are applied to it elsewhere
   * @param cards their vectors; read here, written elsewhere
   * @param topN how many of the best candidates to name
   */
  public EddyShard(
      CandidateState candidates, CardVectors cards, EddyParameters parameters, int topN) {
    this.candidates = candidates;
    this.cards = cards;
    this.predictor = new EddyPredictor(parameters);
    this.shard = new LearnedShard(candidates, topN);
  }

  /**
   * Scores the candidates for one query, from the state as it is.
   *
   * @param q what the source's tower gives
   * @param mails of the source
   * @param target the true destination if this shard holds it, else null
   * @return how many were scored
   */
  public int score(SourceView view, float[] q, Mails mails, @Nullable String target) {
    return shard.score(
        view,
        target,
        mails.neighbours(),
        (chosen, count, scores) ->
            predictor.score(view, q, mails, candidates, cards, chosen, count, scores));
  }

  @Override
  public List<ScoredCandidate> top() {
    return shard.top();
  }

  @Override
  public OpenRanking open(@Nullable String target, Set<String> excluded) {
    return shard.open(target, excluded);
  }
}
