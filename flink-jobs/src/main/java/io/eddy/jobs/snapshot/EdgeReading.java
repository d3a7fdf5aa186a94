package io.eddy.jobs.snapshot;

import io.eddy.config.Settings;
import io.eddy.jobs.event.Edge;
import java.io.Serializable;

/**
 * What an edge event means for the graph: its weight, or a deletion.
 *
 * @param weightFeature position of the weight among the features; -1 for weight 1
 * @param deletionType type of events that delete; empty for none
 */
record EdgeReading(int weightFeature, String deletionType) implements Serializable {
  /** Given for events that say nothing about the graph. */
  static final float UNUSABLE = -1;

  static EdgeReading of(Settings settings) {
    return new EdgeReading(
        settings.get(SnapshotOptions.WEIGHT_FEATURE), settings.get(SnapshotOptions.DELETION_TYPE));
  }

  /** {@link PairEvents#DELETION}, a weight above 0, or {@link #UNUSABLE}. */
  float weight(Edge edge) {
    if (!deletionType.isEmpty() && edge.type().equals(deletionType)) {
      return PairEvents.DELETION;
    }
    if (weightFeature < 0) {
      return 1;
    }
    float weight = weightFeature < edge.features().length ? edge.features()[weightFeature] : 0;
    return weight > 0 && weight < Float.POSITIVE_INFINITY ? weight : UNUSABLE;
  }

  /** The end of an edge that its pair is kept at: the smaller id, whichever way the edge leads. */
  static String owner(Edge edge) {
    String src = edge.ref().src();
    String dst = edge.ref().dst();
    return src.compareTo(dst) <= 0 ? src : dst;
  }

  /** The other end. */
  static String other(Edge edge) {
    return owner(edge).equals(edge.ref().src()) ? edge.ref().dst() : edge.ref().src();
  }
}
