package io.eddy.jobs.event;

import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import io.eddy.memory.ranker.SourceView;
import org.jspecify.annotations.Nullable;

/**
 * A question to one shard of the candidates: rank what you hold, then take the event in.
 *
 * @param shard which shard is asked
 * @param shards how many shards are asked about this event
 * @param owner whether this shard holds the true destination
 * @param ref which event it is
 * @param history the source's history before the event; read only
 * @param view what a learned ranker needs of the source; null where a rule ranks
 * @param before the true destination's card before the event
 * @param memory what ranking by memories needs; null where nothing does
 */
public record RankRequest(
    int shard,
    int shards,
    boolean owner,
    EdgeRef ref,
    PairHistory history,
    @Nullable SourceView view,
    CandidateCard before,
    @Nullable MemoryView memory) {

  /**
   * Checks that the request came where it belongs: elsewhere candidates would be counted twice or
   * not at all.
   *
   * @throws IllegalStateException if it is for another shard, or for another number of shards
   */
  public void requireAddressedTo(int index, int count) {
    if (shard != index || shards != count) {
      throw new IllegalStateException(
          "event '%s': a request to shard %d of %d came to shard %d of %d; settle and rank must have one parallelism"
              .formatted(ref.id(), shard, shards, index, count));
    }
  }
}
