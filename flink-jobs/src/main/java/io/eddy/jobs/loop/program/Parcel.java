package io.eddy.jobs.loop.program;

/**
 * A message on its way inside a {@link LocalRunner}. Ordered by due tick; those due at the same
 * tick keep the order in which they were sent.
 *
 * @param due tick of delivery
 * @param sequence position among all messages sent
 * @param to the receiver
 * @param message what is delivered
 * @param eventTimeMillis event time of the event it goes back to
 * @param hop messages between that event and its delivery, itself included
 * @param energy what the receiver has left
 */
record Parcel<M>(
    double due, long sequence, String to, M message, long eventTimeMillis, int hop, float energy)
    implements Comparable<Parcel<M>> {

  @Override
  public int compareTo(Parcel<M> other) {
    int byDue = Double.compare(due, other.due);
    return byDue != 0 ? byDue : Long.compare(sequence, other.sequence);
  }
}
