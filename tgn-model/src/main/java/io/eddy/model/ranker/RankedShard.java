package io.eddy.model.ranker;

import io.eddy.model.rank.OpenRanking;
import io.eddy.model.rank.ScoredCandidate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A shard of the candidates after a query was scored. */
public interface RankedShard {
  /** The best candidates of the query scored last, best first. */
  List<ScoredCandidate> top();

  /**
   * What counts for and against the true destination of the query scored last.
   *
   * @param target the true destination if this shard holds it, else null
   * @param excluded destinations that do not count, such as the source's others of the same time
   * @throws IllegalStateException if the target's score is not finite
   */
  OpenRanking open(@Nullable String target, Set<String> excluded);
}
