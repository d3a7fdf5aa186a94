package io.eddy.model.predict;

import io.eddy.memory.card.CandidateCard;

/** The training-free rule "most visited destination first", whatever the source. */
public final class PopularityPredictor implements LinkPredictor {
  static final String NAME = "popularity";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void score(LinkQuery query, CandidateTable candidates, double[] scores) {
    candidates.copyPopularities(scores);
  }

  @Override
  public double score(LinkQuery query, CandidateCard card) {
    return CandidateTable.popularity(card);
  }
}
