package io.eddy.memory.ranker;

/**
 * How many links a shard keeps; beyond that the link that was touched longest ago is forgotten, and
 * when its pair returns it counts as new, from 0.
 *
 * @param ofCard of one candidate, by any page
 * @param ofPage of one page, to the candidates of this shard; bounds what a query looks at
 * @param total of all candidates; bounds the memory, about 120 bytes a link
 */
record LinkBounds(int ofCard, int ofPage, int total) {
  private static final int OF_PAGE = 4_096;
  private static final int TOTAL = 4 << 20;

  /**
   * The bounds of a shard; settings choose that of a candidate, the others are the same for all.
   */
  static LinkBounds of(RankerSettings settings) {
    return new LinkBounds(settings.maxLinks(), OF_PAGE, TOTAL);
  }
}
