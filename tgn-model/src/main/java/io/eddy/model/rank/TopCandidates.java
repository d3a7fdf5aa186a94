package io.eddy.model.rank;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Finds the best of many scored candidates with a binary heap of their indices, the worst at the
 * root. Equal scores are ordered by id. Reused between rankings; not thread-safe.
 */
public final class TopCandidates {
  private final int[] heap;
  private int size;

  /**
   * A finder of this many candidates.
   *
   * @param limit 0 or more
   */
  public TopCandidates(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("top-N of " + limit + "; expected 0 or more");
    }
    this.heap = new int[limit];
  }

  /**
   * The best candidates, best first.
   *
   * @param ids the id of the candidate at an index
   * @param scores one a candidate at the front
   * @param candidates how many there are
   */
  public List<ScoredCandidate> best(IntFunction<String> ids, double[] scores, int candidates) {
    select(ids, scores, candidates);
    ScoredCandidate[] best = new ScoredCandidate[size];
    for (int place = best.length - 1; place >= 0; place--) {
      int worst = heap[0];
      heap[0] = heap[--size];
      siftDown(0, ids, scores);
      best[place] = new ScoredCandidate(ids.apply(worst), scores[worst]);
    }
    return Arrays.asList(best);
  }

  private void select(IntFunction<String> ids, double[] scores, int candidates) {
    size = Math.min(heap.length, candidates);
    for (int i = 0; i < size; i++) {
      heap[i] = i;
    }
    for (int at = size / 2 - 1; at >= 0; at--) {
      siftDown(at, ids, scores);
    }
    if (size == 0) {
      return;
    }
    double worst = scores[heap[0]];
    for (int i = size; i < candidates; i++) {
      if (scores[i] >= worst && better(i, heap[0], ids, scores)) {
        heap[0] = i;
        siftDown(0, ids, scores);
        worst = scores[heap[0]];
      }
    }
  }

  private void siftDown(int from, IntFunction<String> ids, double[] scores) {
    int at = from;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        return;
      }
      if (child + 1 < size && better(heap[child], heap[child + 1], ids, scores)) {
        child++;
      }
      if (!better(heap[at], heap[child], ids, scores)) {
        return;
      }
      int moved = heap[at];
      heap[at] = heap[child];
      heap[child] = moved;
      at = child;
    }
  }

  private static boolean better(int a, int b, IntFunction<String> ids, double[] scores) {
    int order = Double.compare(scores[a], scores[b]);
    return order > 0 || (order == 0 && ids.apply(a).compareTo(ids.apply(b)) < 0);
  }
}
