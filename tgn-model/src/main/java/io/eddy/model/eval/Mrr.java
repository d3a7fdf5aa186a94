package io.eddy.model.eval;

/** Mean reciprocal rank and hits over all events so far, pooled. Not thread-safe. */
public final class Mrr {
  private long count;
  private double reciprocals;
  private long first;
  private long firstTen;

  /** Takes in the rank of one event, 1 the best; ranks between two integers come from ties. */
  public void add(double rank) {
    if (!(rank >= 1)) {
      throw new IllegalArgumentException("rank " + rank + "; expected 1 or more");
    }
    count++;
    reciprocals += 1 / rank;
    first += rank <= 1 ? 1 : 0;
    firstTen += rank <= 10 ? 1 : 0;
  }

  /** Number of events. */
  public long count() {
    return count;
  }

  /** Mean of 1/rank; NaN before the first event. */
  public double mrr() {
    return reciprocals / count;
  }

  /** Share of events with rank 1; NaN before the first event. */
  public double hits1() {
    return (double) first / count;
  }

  /** Share of events with a rank up to 10; NaN before the first event. */
  public double hits10() {
    return (double) firstTen / count;
  }
}
