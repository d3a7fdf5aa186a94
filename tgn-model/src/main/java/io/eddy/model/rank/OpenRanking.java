package io.eddy.model.rank;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one shard's candidates, for counting how many stand before a true destination whose
 * score only the shard that holds it knows.
 *
 * @param others scores of the candidates that count against the true destination; shared, not to be
 *     changed
 * @param target the true destination's score; null in a shard that does not hold it
 */
@SuppressWarnings("ArrayRecordComponent") // Thousands of scores; nobody compares them.
public record OpenRanking(float[] others, @Nullable Float target) {

  /**
   * A ranking with the counts of all shards.
   *
   * @param ranking of the same query over all shards, its counts not used
   * @throws IllegalArgumentException if not exactly one shard holds the true destination
   */
  public static PartialRanking close(PartialRanking ranking, List<OpenRanking> shards) {
    float target = target(shards);
    int better = 0;
    int tied = 0;
    for (OpenRanking shard : shards) {
      for (float other : shard.others) {
        better += other > target ? 1 : 0;
        tied += other == target ? 1 : 0;
      }
    }
    return new PartialRanking(
        ranking.top(),
        ranking.candidates(),
        better,
        tied,
        ranking.baselineBetter(),
        ranking.baselineTied());
  }

  private static float target(List<OpenRanking> shards) {
    List<Float> targets =
        shards.stream().flatMap(shard -> Stream.ofNullable(shard.target)).toList();
    if (targets.size() != 1) {
      throw new IllegalArgumentException(
          "%d of %d shards hold the true destination; expected exactly one"
              .formatted(targets.size(), shards.size()));
    }
    return targets.get(0);
  }
}
