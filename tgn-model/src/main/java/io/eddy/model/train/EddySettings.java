package io.eddy.model.train;

import io.eddy.model.eddy.EddyBlock;
import java.util.Collection;
import java.util.List;

/**
 * What the one model has beside the ranker's network.
 *
 * @param towerSize numbers that a tower gives, R
 * @param without blocks of columns that the decoder does not see, to learn what they are worth
 */
public record EddySettings(int towerSize, List<EddyBlock> without) {
  /** Numbers of a tower unless the user asks for others. */
  public static final int DEFAULT_TOWER_SIZE = 32;

  private static final int LARGEST_TOWER = 1024;

  /** Checks the size. */
  public EddySettings {
    if (towerSize < 1 || towerSize > LARGEST_TOWER) {
      throw new IllegalArgumentException(
          "towers of %d numbers; expected 1 to %d".formatted(towerSize, LARGEST_TOWER));
    }
    without = without.stream().distinct().sorted().toList();
  }

  /** Towers of a size, with all blocks but some. */
  public static EddySettings of(int towerSize, Collection<EddyBlock> without) {
    return new EddySettings(towerSize, List.copyOf(without));
  }

  /** Whether a column of a row is not to be seen. */
  boolean leavesOut(int column) {
    return without.stream().anyMatch(block -> block.contains(column));
  }
}
