package io.eddy.model.eddy;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.ranker.DenseRanker;

/**
 * Scores candidates for a query: the ranker's row of features from the state before the event,
 * {@link MailColumns}, {@link TowerColumns}, then the decoder. A higher score is likelier; scores
 * compare within one query only.
 *
 * <p>A candidate's score is bitwise the same whichever others are scored with it. Keeps buffers:
 * one instance a thread.
 */
public final class EddyPredictor {
  /** The name it is configured and reported under. */
  public static final String NAME = "eddy";

  private final DenseRanker decoder;
  private final MailColumns mailColumns = new MailColumns();
  private final int features = RankerFeatures.size();
  private float[] plain = new float[0];
  private float[] rows = new float[0];

  /** A predictor with these parameters. */
  public EddyPredictor(EddyParameters parameters) {
    this.decoder = new DenseRanker(parameters.decoder(), RankerFeatures.transitionStart());
  }

  /**
   * Scores some candidates of a shard.
   *
   * @param q what the source's tower gives
   * @param mails of the source
   * @param cards e_c of the shard's candidates
   * @param chosen indexes of candidates, {@code count} of them at the front
   * @param scores receives the scores in the same order
   */
  public void score(
      SourceView view,
      float[] q,
      Mails mails,
      CandidateState candidates,
      CardVectors cards,
      int[] chosen,
      int count,
      float[] scores) {
    int width = decoder.inputs();
    if (rows.length < count * width) {
      rows = new float[Math.max(count * width, 2 * rows.length)];
      plain = new float[rows.length / width * features];
    }
    candidates.features(view, chosen, count, plain);
    mailColumns.write(mails, candidates, chosen, count, rows, width, features);
    cards.room(candidates.size());
    int towers = features + MailColumns.COUNT;
    float[] vectors = cards.vectors();
    for (int i = 0; i < count; i++) {
      int row = i * width;
      System.arraycopy(plain, i * features, rows, row, features);
      TowerColumns.write(q, vectors, cards.offset(chosen[i]), rows, row + towers);
    }
    decoder.score(rows, count, scores);
  }
}
