package io.eddy.model.eval;

/** Mean reciprocal rank over the last N events, for a live metric. Not thread-safe. */
public final class SlidingMrr {
  private final double[] window;
  private int next;
  private int count;
  private double sum;

  /** An empty window of this many events. */
  public SlidingMrr(int events) {
    if (events < 1) {
      throw new IllegalArgumentException("window of " + events + " events; expected 1 or more");
    }
    this.window = new double[events];
  }

  /** Takes in the rank of one event, 1 the best; the oldest leaves a full window. */
  public void add(double rank) {
    if (!(rank >= 1)) {
      throw new IllegalArgumentException("rank " + rank + "; expected 1 or more");
    }
    double reciprocal = 1 / rank;
    sum += reciprocal - window[next];
    window[next] = reciprocal;
    count = Math.min(count + 1, window.length);
    next++;
    if (next == window.length) {
      next = 0;
      sum = sumOfWindow();
    }
  }

  /** Number of events in the window. */
  public int count() {
    return count;
  }

  /** Mean of 1/rank over the window; NaN before the first event. */
  public double mrr() {
    return sum / count;
  }

  /** Summed anew once a round, so that rounding errors do not pile up over months. */
  private double sumOfWindow() {
    double total = 0;
    for (double reciprocal : window) {
      total += reciprocal;
    }
    return total;
  }
}
