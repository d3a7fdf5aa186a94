package io.eddy.model.eddy;

import io.eddy.memory.ranker.CandidateState;
import java.util.Arrays;
import java.util.List;

/**
 * The columns that say what the source's mailbox holds of a candidate: 1 / (1 + age) of the newest
 * mail, 0 without one; log(1 + Δt) of it, 15 without one; and log(1 + how many mails). A mail
 * counts whichever way the event went, so these columns know who wrote to the source, which the
 * ranker's features do not. Keeps buffers; not thread-safe.
 */
public final class MailColumns {
  /** The names of the columns. */
  public static final List<String> NAMES =
      List.of("mail recency", "log gap of newest mail", "log mails");

  /** Number of columns. */
  public static final int COUNT = 3;

  /** The ranker's gap for what never happened. */
  private static final float NEVER = 15;

  private int[] newest = new int[0];
  private int[] counts = new int[0];

  /**
   * Writes the columns of some candidates.
   *
   * @param chosen their indexes, {@code count} of them at the front
   * @param rows where the row of each has its columns: {@code offset} behind the row's start
   * @param width of a row
   */
  public void write(
      Mails mails,
      CandidateState candidates,
      int[] chosen,
      int count,
      float[] rows,
      int width,
      int offset) {
    if (newest.length < candidates.size()) {
      newest = new int[Math.max(candidates.size(), 2 * newest.length)];
      counts = new int[newest.length];
    }
    int[] cards = Arrays.stream(mails.neighbours()).mapToInt(candidates::indexOf).toArray();
    for (int age = cards.length - 1; age >= 0; age--) {
      if (cards[age] >= 0) {
        newest[cards[age]] = age;
        counts[cards[age]]++;
      }
    }
    for (int i = 0; i < count; i++) {
      int at = i * width + offset;
      int card = chosen[i];
      boolean known = counts[card] > 0;
      rows[at] = known ? 1f / (1 + newest[card]) : 0;
      rows[at + 1] = known ? (float) Math.log1p(mails.elapsedSeconds()[newest[card]]) : NEVER;
      rows[at + 2] = known ? (float) Math.log1p(counts[card]) : 0;
    }
    for (int card : cards) {
      if (card >= 0) {
        counts[card] = 0;
      }
    }
  }
}
