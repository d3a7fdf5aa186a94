package io.eddy.jobs.loop;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out when the loop is empty, by Mattern's four-counter rule (Algorithms for distributed
 * termination detection, 1987): in each round every head says how many messages it has sent and how
 * many it has processed so far. If all messages that had been sent by the time of round r+1 had
 * been processed by the time of round r, nothing was in flight between the two.
 *
 * <p>A head reports only after its input has ended, and in a round only after all heads have
 * reported in the one before; each head sees all reports, so all come to the same conclusion.
 */
final class WaveDetector {
  private final int heads;
  private final Map<Integer, Round> open = new HashMap<>();
  private @Nullable Round last;
  private int round = 1;
  private boolean empty;

  WaveDetector(int heads) {
    this.heads = heads;
  }

  /**
   * Takes a report of a head, this one's included.
   *
   * @return whether it completed the current round
   */
  boolean report(int ofRound, long sent, long received) {
    if (ofRound < round || ofRound > round + 1) {
      throw new IllegalStateException(
          "a report of round %d in round %d: reports overtake each other"
              .formatted(ofRound, round));
    }
    Round totals = open.computeIfAbsent(ofRound, r -> new Round());
    totals.reports++;
    totals.sent += sent;
    totals.received += received;
    if (ofRound > round || totals.reports < heads) {
      return false;
    }
    empty = last != null && last.received == totals.sent;
    last = totals;
    open.remove(round);
    round++;
    return true;
  }

  /** The round whose reports are awaited, from 1. */
  int round() {
    return round;
  }

  /** Whether the last complete round has shown that the loop is empty. */
  boolean empty() {
    return empty;
  }

  /** Share of the sent messages that were processed as of the last complete round; 0 before. */
  double progress() {
    return last == null ? 0 : last.sent == 0 ? 1 : (double) last.received / last.sent;
  }

  private static final class Round {
    private int reports;
    private long sent;
    private long received;
  }
}
