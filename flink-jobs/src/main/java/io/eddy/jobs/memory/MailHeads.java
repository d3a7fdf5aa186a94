package io.eddy.jobs.memory;

import io.eddy.memory.node.Mailbox;
import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * The heads of a node's mails, newest first, in two arrays: a collector moves three objects faster
 * than one a mail. Immutable.
 */
final class MailHeads extends AbstractList<MailHead> implements RandomAccess {
  private final String[] neighbours;
  private final long[] times;

  /** Takes both arrays over; they are of one length. */
  MailHeads(String[] neighbours, long[] times) {
    this.neighbours = neighbours;
    this.times = times;
  }

  /** Those of a mailbox, which may change afterwards. */
  static MailHeads of(Mailbox mailbox) {
    String[] neighbours = new String[mailbox.size()];
    long[] times = new long[neighbours.length];
    for (int i = 0; i < neighbours.length; i++) {
      neighbours[i] = mailbox.neighbour(i);
      times[i] = mailbox.timeMicros(i);
    }
    return new MailHeads(neighbours, times);
  }

  @Override
  public MailHead get(int index) {
    return new MailHead(neighbours[index], times[index]);
  }

  @Override
  public int size() {
    return neighbours.length;
  }
}
