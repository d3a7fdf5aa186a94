package io.eddy.model.eddy;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.ranker.EventScorer;

/**
 * Scores the events of a stream by the one model, with the vectors of a memory that was run over
 * the same stream. One replay an instance; not thread-safe.
 */
public final class EddyScorer implements EventScorer {
  private final EventVectors vectors;
  private final Towers towers;
  private final CardVectors cards;
  private final EddyPredictor predictor;

  /** A scorer before the first event. */
  public EddyScorer(EddyParameters parameters, EventVectors vectors) {
    this.vectors = vectors;
    this.towers = new Towers(parameters);
    this.cards = new CardVectors(towers);
    this.predictor = new EddyPredictor(parameters);
  }

  @Override
  public void score(
      int event,
      SourceView view,
      CandidateState candidates,
      int[] chosen,
      int count,
      float[] scores) {
    float[] q = towers.query(vectors.embedding(event));
    predictor.score(view, q, vectors.mails(event), candidates, cards, chosen, count, scores);
  }

  @Override
  public void applied(int event, int candidate) {
    cards.put(candidate, towers.card(vectors.memory(event)));
  }
}
