package io.eddy.memory.ranker;

/** The blocks of columns of a row, in the order of {@link RankerFeatures}. */
public enum FeatureBlock {
  /** Of the source. */
  SOURCE(RankerFeatures.SOURCE, RankerFeatures.PAIR),
  /** Of the pair, what is kept at the destination included. */
  PAIR(RankerFeatures.PAIR, RankerFeatures.TRANSITION),
  /** From the source's last destinations. */
  TRANSITION(RankerFeatures.TRANSITION, RankerFeatures.DESTINATION),
  /** Of the destination. */
  DESTINATION(RankerFeatures.DESTINATION, RankerFeatures.size());

  private final int start;
  private final int end;

  FeatureBlock(int start, int end) {
    this.start = start;
    this.end = end;
  }

  /** Whether a column belongs to the block. */
  public boolean contains(int column) {
    return column >= start && column < end;
  }
}
