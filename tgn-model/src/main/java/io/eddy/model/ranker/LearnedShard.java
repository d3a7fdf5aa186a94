package io.eddy.model.ranker;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.Shortlist;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.rank.OpenRanking;
import io.eddy.model.rank.ScoredCandidate;
import io.eddy.model.rank.TopCandidates;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ranks one shard of the candidates by the learned ranker: all of them where they are few, a
 * shortlist and the true destination where they are many. Not thread-safe.
 */
public final class LearnedShard implements RankedShard {
  /** The most candidates of a shard of which all are ranked. */
  public static final int FEW = 5_000;

  /** Scores some candidates of a shard. */
  @FunctionalInterface
  public interface Scorer {
    /**
     * Scores.
     *
     * @param chosen indexes of candidates, {@code count} of them at the front
     * @param scores receives the scores in the same order
     */
    void score(int[] chosen, int count, float[] scores);
  }

  private static final String[] NOBODY = {};

  private final CandidateState candidates;
  private final TopCandidates topCandidates;
  private @Nullable RankerPredictor predictor;
  private int[] chosen = new int[0];
  private float[] scores = new float[0];
  private double[] wideScores = new double[0];
  private int count;

  /**
   * A shard.
   *
   * @param candidates their state; read here, events are applied to it elsewhere
   * @param topN how many of the best candidates to name
   */
  public LearnedShard(CandidateState candidates, RankerParameters parameters, int topN) {
    this(candidates, topN);
    this.predictor = new RankerPredictor(parameters);
  }

  /** A shard without parameters of its own: every query brings its scorer. */
  public LearnedShard(CandidateState candidates, int topN) {
    this.candidates = candidates;
    this.topCandidates = new TopCandidates(topN);
  }

  /** Takes other parameters from the next query on; they must expect the same features. */
  public void use(RankerParameters parameters) {
    predictor = new RankerPredictor(parameters);
  }

  /**
   * Scores the candidates for one query, from the state as it is.
   *
   * @param target the true destination if this shard holds it, else null
   * @return how many were scored
   */
  public int score(SourceView view, @Nullable String target) {
    RankerPredictor own = Objects.requireNonNull(predictor, "the shard has no parameters");
    return score(
        view,
        target,
        NOBODY,
        (indexes, size, values) -> own.score(view, candidates, indexes, size, values));
  }

  /**
   * Scores the candidates for one query with a given scorer.
   *
   * @param target the true destination if this shard holds it, else null
   * @param certain destinations that are ranked in any case if this shard holds them
   * @return how many were scored
   */
  public int score(SourceView view, @Nullable String target, String[] certain, Scorer scorer) {
    room(Math.min(candidates.size(), FEW + 1 + certain.length));
    if (candidates.size() <= FEW) {
      count = candidates.size();
      Arrays.setAll(chosen, i -> i);
    } else {
      count = candidates.shortlist(view, Shortlist.LARGE, chosen);
      if (target != null) {
        choose(target);
      }
      for (String id : certain) {
        choose(id);
      }
    }
    scorer.score(chosen, count, scores);
    return count;
  }

  /** Adds a destination to those chosen if it is a candidate here and was not chosen yet. */
  private void choose(String id) {
    int held = candidates.indexOf(id);
    if (held >= 0 && Arrays.stream(chosen, 0, count).noneMatch(card -> card == held)) {
      chosen[count++] = held;
    }
  }

  @Override
  public List<ScoredCandidate> top() {
    for (int i = 0; i < count; i++) {
      wideScores[i] = scores[i];
    }
    return topCandidates.best(i -> candidates.id(chosen[i]), wideScores, count);
  }

  @Override
  public OpenRanking open(@Nullable String target, Set<String> excluded) {
    int held = target == null ? -1 : candidates.indexOf(target);
    Set<Integer> left = new HashSet<>();
    excluded.forEach(id -> left.add(candidates.indexOf(id)));
    float[] others = new float[count];
    int kept = 0;
    Float own = null;
    for (int i = 0; i < count; i++) {
      if (chosen[i] == held) {
        own = finite(target, scores[i]);
      } else if (left.isEmpty() || !left.contains(chosen[i])) {
        others[kept++] = scores[i];
      }
    }
    return new OpenRanking(Arrays.copyOf(others, kept), own);
  }

  private void room(int needed) {
    if (chosen.length < needed) {
      int size = Math.max(needed, 2 * chosen.length);
      chosen = new int[size];
      scores = new float[size];
      wideScores = new double[size];
    }
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
