package io.eddy.model.train;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.model.eddy.EventVectors;
import io.eddy.model.eddy.MailColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the training queries look at beside the features: the source's mails as columns, and
 * vectors, of each query the event, and of each of its candidates the last event it was the
 * destination of, by 1 + its index, 0 where there was none. Candidates with a mail are taken for
 * certain.
 */
final class QueryVectors implements QueryColumns {
  private final int candidates;
  private final EventVectors vectors;
  private final MailColumns mails = new MailColumns();
  private final List<int[]> cards = new ArrayList<>();
  private int[] events = new int[1024];
  private int[] latest = new int[1024];

  /** Of queries with so many candidates. */
  QueryVectors(int candidates, EventVectors vectors) {
    this.candidates = candidates;
    this.vectors = vectors;
  }

  @Override
  public int count() {
    return MailColumns.COUNT;
  }

  @Override
  public int certain(int event, CandidateState state, int[] chosen, int count) {
    int size = count;
    for (String neighbour : vectors.mails(event).neighbours()) {
      int candidate = state.indexOf(neighbour);
      if (candidate >= 0 && size < chosen.length) {
        chosen[size++] = candidate;
      }
    }
    return size;
  }

  @Override
  public void write(
      int event,
      CandidateState state,
      int[] chosen,
      int count,
      float[] rows,
      int width,
      int offset) {
    mails.write(vectors.mails(event), state, chosen, count, rows, width, offset);
    add(event, chosen, count);
  }

  /** Takes down which vectors a query looks at. */
  void add(int event, int[] chosen, int count) {
    if (cards.size() == events.length) {
      events = Arrays.copyOf(events, 2 * events.length);
    }
    events[cards.size()] = event;
    int[] last = new int[candidates];
    for (int i = 0; i < count; i++) {
      last[i] = chosen[i] < latest.length ? latest[chosen[i]] : 0;
    }
    cards.add(last);
  }

  @Override
  public void applied(int event, int candidate) {
    if (candidate >= latest.length) {
      latest = Arrays.copyOf(latest, Math.max(candidate + 1, 2 * latest.length));
    }
    latest[candidate] = event + 1;
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
