package io.eddy.jobs.snapshot;

import java.io.Serializable;

/**
 * What became of one snapshot.
 *
 * @param id number of the tick
 * @param timeMicros event time up to which edges were included; 0 where it is not known any more
 * @param outcome complete, or why not
 * @param nodes of the graph; 0 where it was never whole
 * @param edges of the graph, pairs of nodes; 0 where it was never whole
 * @param bytes of the graph outside the heap
 * @param device that computed it, empty where none did
 * @param buildMillis time to build graph and features
 * @param embedMillis time of the network
 * @param publishMillis time until the Parquet files had it and the other stores knew of it
 * @param reason why it is not complete; empty if it is
 */
public record SnapshotReport(
    long id,
    long timeMicros,
    Outcome outcome,
    int nodes,
    long edges,
    long bytes,
    String device,
    long buildMillis,
    long embedMillis,
    long publishMillis,
    String reason)
    implements Serializable {

  /** How a snapshot ended. */
  public enum Outcome {
    /** Computed and handed to the stores. */
    COMPLETE,
    /** An error; nothing of it is visible. */
    FAILED,
    /** It took longer than it may; nothing of it is visible. */
    TIMED_OUT,
    /** Another was due before it began. */
    SKIPPED,
    /** Parts of it were missing when a later one was whole. */
    INCOMPLETE,
    /** The job failed before it was computed. */
    LOST
  }

  static SnapshotReport not(long id, long timeMicros, Outcome outcome, String reason) {
    return new SnapshotReport(id, timeMicros, outcome, 0, 0, 0, "", 0, 0, 0, reason);
  }

  /** A snapshot that is whole and is not computed. */
  static SnapshotReport skipped(GraphAssembly graph, String reason) {
    return new SnapshotReport(
        graph.id(),
        graph.timeMicros(),
        Outcome.SKIPPED,
        graph.nodes(),
        graph.edges(),
        0,
        "",
        0,
        0,
        0,
        reason);
  }

  @Override
  public String toString() {
    String what = "snapshot %d, %s: %d nodes, %d edges".formatted(id, outcome, nodes, edges);
    return outcome == Outcome.COMPLETE
        ? what
            + ", %d bytes off the heap, on %s: built in %d ms, embedded in %d ms, published in %d ms"
                .formatted(bytes, device, buildMillis, embedMillis, publishMillis)
        : what + ": " + reason;
  }
}
