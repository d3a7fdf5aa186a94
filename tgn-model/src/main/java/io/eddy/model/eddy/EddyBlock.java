package io.eddy.model.eddy;

import io.eddy.memory.ranker.RankerFeatures;

/** The blocks of columns that the one model has beside the ranker's features, in their order. */
public enum EddyBlock {
  /** What the source's mailbox holds of a candidate. */
  MAILS,
  /** How the two towers agree. */
  TOWERS;

  /** Whether a column of a row belongs to the block. */
  public boolean contains(int column) {
    int mails = RankerFeatures.size();
    int towers = mails + MailColumns.COUNT;
    return this == MAILS ? column >= mails && column < towers : column >= towers;
  }
}
