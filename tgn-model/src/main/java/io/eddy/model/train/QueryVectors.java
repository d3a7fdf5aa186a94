package io.eddy.model.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which vectors the training queries look at: of each the event, and of each of its candidates the
 * last event it was the destination of, by 1 + its index, 0 where there was none.
 */
final class QueryVectors implements QueryListener {
  private final int candidates;
  private final List<int[]> cards = new ArrayList<>();
  private int[] events = new int[1024];
  private int[] last = new int[1024];

  /** Of queries with so many candidates. */
  QueryVectors(int candidates) {
    this.candidates = candidates;
  }

  @Override
  public void query(int event, int[] chosen, int count) {
    if (cards.size() == events.length) {
      events = Arrays.copyOf(events, 2 * events.length);
    }
    events[cards.size()] = event;
    int[] rows = new int[candidates];
    for (int i = 0; i < count; i++) {
      rows[i] = chosen[i] < last.length ? last[chosen[i]] : 0;
    }
    cards.add(rows);
  }

  @Override
  public void applied(int event, int candidate) {
    if (candidate >= last.length) {
      last = Arrays.copyOf(last, Math.max(candidate + 1, 2 * last.length));
    }
    last[candidate] = event + 1;
  }

  /** Number of queries. */
  int size() {
    return cards.size();
  }

  /** Candidates of a query; absent ones are 0. */
  int candidates() {
    return candidates;
  }

  /** The event of a query. */
  int event(int query) {
    return events[query];
  }

  /** 1 + the last event of each candidate of a query, the true one first. */
  int[] cards(int query) {
    return cards.get(query);
  }
}
