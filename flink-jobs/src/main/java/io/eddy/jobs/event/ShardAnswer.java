package io.eddy.jobs.event;

import io.eddy.model.rank.OpenRanking;
import io.eddy.model.rank.PartialRanking;
import org.jspecify.annotations.Nullable;

/**
 * One shard's part of the ranking for an event.
 *
 * @param ref which event it is
 * @param shards how many shards answer
 * @param ranking this shard's part; the whole ranking where there is one shard
 * @param open what the merge needs to count the candidates before the true destination, where the
 *     shards did not know its score; null where {@code ranking} counts them
 * @param model version of the model that ranked; empty for a training-free rule
 */
public record ShardAnswer(
    EdgeRef ref, int shards, PartialRanking ranking, @Nullable OpenRanking open, String model) {

  /** The answer of a rule, which knows the true destination's score in every shard. */
  public static ShardAnswer ofRule(EdgeRef ref, int shards, PartialRanking ranking) {
    return new ShardAnswer(ref, shards, ranking, null, "");
  }
}
