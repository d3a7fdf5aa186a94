package io.eddy.model.rank.internal;

import io.eddy.model.predict.CandidateTable;

/**
 * The best candidates seen so far, as a binary heap of table indices with the worst at the root.
 * Equal scores are ordered by id. Reused between rankings; not thread-safe.
 */
public final class TopHeap {
  private final int[] heap;
  private int size;

  /** A heap that keeps this many candidates; 0 keeps none. */
  public TopHeap(int limit) {
    this.heap = new int[limit];
  }

  /** Fills the heap with the best of a table's candidates. */
  public void select(CandidateTable table, double[] scores) {
    size = 0;
    int candidates = table.size();
    int first = Math.min(heap.length, candidates);
    for (int i = 0; i < first; i++) {
      heap[size++] = i;
    }
    for (int at = size / 2 - 1; at >= 0; at--) {
      siftDown(at, table, scores);
    }
    if (first == 0) {
      return;
    }
    double worst = scores[heap[0]];
    for (int i = first; i < candidates; i++) {
      if (scores[i] >= worst && better(i, heap[0], table, scores)) {
        heap[0] = i;
        siftDown(0, table, scores);
        worst = scores[heap[0]];
      }
    }
  }

  /** Removes the worst of the candidates that are left and returns its index in the table. */
  public int removeWorst(CandidateTable table, double[] scores) {
    int worst = heap[0];
    heap[0] = heap[--size];
    siftDown(0, table, scores);
    return worst;
  }

  /** How many candidates are left. */
  public int size() {
    return size;
  }

  private void siftDown(int from, CandidateTable table, double[] scores) {
    int at = from;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        return;
      }
      if (child + 1 < size && better(heap[child], heap[child + 1], table, scores)) {
        child++;
      }
      if (!better(heap[at], heap[child], table, scores)) {
        return;
      }
      int moved = heap[at];
      heap[at] = heap[child];
      heap[child] = moved;
      at = child;
    }
  }

  private static boolean better(int a, int b, CandidateTable table, double[] scores) {
    int order = Double.compare(scores[a], scores[b]);
    return order > 0 || (order == 0 && table.id(a).compareTo(table.id(b)) < 0);
  }
}
