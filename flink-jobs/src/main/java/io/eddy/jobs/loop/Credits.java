package io.eddy.jobs.loop;

/**
 * How many messages of this head are under way to each head, and how many of each head it has taken
 * without saying so. Sent minus received per head cannot tell that by itself: where messages flow
 * one way, the sender's difference grows for ever though nothing is in flight.
 *
 * <p>A receiver answers when it owes a batch. It then holds back fewer than {@code low} of all
 * heads together, so a sender that waits for its messages to fall to the low-water mark always gets
 * there.
 */
final class Credits {
  private final int[] owed;
  private final int batch;
  private long outstanding;

  /**
   * Credits between heads.
   *
   * @param heads how many
   * @param low the low-water mark
   */
  Credits(int heads, long low) {
    this.owed = new int[heads];
    this.batch = (int) Math.max(1, Math.min(low / heads, 10_000));
  }

  /** A message left for a head. */
  void sent() {
    outstanding++;
  }

  /** A head has taken so many messages of this one. */
  void credited(int count) {
    outstanding -= count;
  }

  /**
   * A message of a head was taken.
   *
   * @return the credit to give that head now, 0 for none yet
   */
  int taken(int from) {
    if (++owed[from] < batch) {
      return 0;
    }
    int credit = owed[from];
    owed[from] = 0;
    return credit;
  }

  /** Messages of this head that are under way, as far as it knows. */
  long outstanding() {
    return outstanding;
  }
}
