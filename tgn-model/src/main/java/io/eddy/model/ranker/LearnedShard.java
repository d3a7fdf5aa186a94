package io.eddy.model.ranker;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.rank.OpenRanking;
import io.eddy.model.rank.ScoredCandidate;
import io.eddy.model.rank.TopCandidates;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ranks one shard of the candidates by the learned ranker, a block of candidates at a time, so that
 * rows of features take little memory. Not thread-safe.
 */
public final class LearnedShard {
  private static final int BLOCK = 1024;

  private final CandidateState candidates;
  private final TopCandidates topCandidates;
  private final float[] blockScores = new float[BLOCK];
  private final int[] block = new int[BLOCK];
  private RankerPredictor predictor;
  private double[] scores = new double[BLOCK];

  /**
   * A shard.
   *
   * @param candidates their state; read here, events are applied to it elsewhere
   * @param topN how many of the best candidates to name
   */
  public LearnedShard(CandidateState candidates, RankerParameters parameters, int topN) {
    this.candidates = candidates;
    this.predictor = new RankerPredictor(parameters);
    this.topCandidates = new TopCandidates(topN);
  }

  /** Takes other parameters from the next query on; they must expect the same features. */
  public void use(RankerParameters parameters) {
    predictor = new RankerPredictor(parameters);
  }

  /** Scores all candidates of the shard for one query, from the state as it is. */
  public void score(SourceView view) {
    int size = candidates.size();
    if (scores.length < size) {
      scores = new double[Math.max(size, 2 * scores.length)];
    }
    for (int start = 0; start < size; start += BLOCK) {
      int count = Math.min(BLOCK, size - start);
      for (int i = 0; i < count; i++) {
        block[i] = start + i;
      }
      predictor.score(view, candidates, block, count, blockScores);
      for (int i = 0; i < count; i++) {
        scores[start + i] = blockScores[i];
      }
    }
  }

  /** The best candidates of the query scored last, best first. */
  public List<ScoredCandidate> top() {
    return topCandidates.best(candidates::id, scores, candidates.size());
  }

  /**
   * What counts for and against the true destination of the query scored last.
   *
   * @param target the true destination if this shard holds it, else null
   * @param excluded destinations that do not count, such as the source's others of the same time
   * @throws IllegalStateException if the target's score is not finite
   */
  public OpenRanking open(@Nullable String target, Set<String> excluded) {
    int size = candidates.size();
    float[] others = new float[size];
    int held = target == null ? -1 : candidates.indexOf(target);
    boolean[] out = new boolean[size];
    for (String id : excluded) {
      int index = candidates.indexOf(id);
      if (index >= 0) {
        out[index] = true;
      }
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (i != held && !out[i]) {
        others[kept++] = (float) scores[i];
      }
    }
    return new OpenRanking(
        Arrays.copyOf(others, kept), held < 0 ? null : finite(target, (float) scores[held]));
  }

  private static float finite(@Nullable String target, float score) {
    if (!Float.isFinite(score)) {
      throw new IllegalStateException(
          "the ranker scores destination '%s' %s; scores must be finite: the bundle is damaged or a feature overflows"
              .formatted(target, score));
    }
    return score;
  }
}
