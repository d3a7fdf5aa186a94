package io.eddy.cli.data;

import io.eddy.model.eval.LinkEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stream of edges with its labels, whole in memory. Immutable.
 *
 * <p>Events are sorted by time; events of one time keep the order of the original file. Labels are
 * sorted by the time they became known.
 */
public final class DataSet {
  private final String name;
  private final List<String> featureNames;
  private final List<DataEvent> events;
  private final List<DataLabel> labels;

  /** Sorts; the lists given may be in any order. */
  public DataSet(
      String name, List<String> featureNames, List<DataEvent> events, List<DataLabel> labels) {
    this.name = name;
    this.featureNames = List.copyOf(featureNames);
    this.events = sorted(events, Comparator.comparingLong(DataEvent::timeMicros));
    this.labels = sorted(labels, Comparator.comparingLong(DataLabel::knownAtMicros));
  }

  /** Name in the catalogue, or the file's name without its extension. */
  public String name() {
    return name;
  }

  /** What each of an event's features is, in order; empty where events have none. */
  public List<String> featureNames() {
    return featureNames;
  }

  /** The events by time. */
  public List<DataEvent> events() {
    return events;
  }

  /** The events by time, as far as link prediction needs them. */
  public List<LinkEvent> links() {
    return events.stream()
        .map(event -> new LinkEvent(event.src(), event.dst(), event.timeMicros()))
        .toList();
  }

  /** The labels by the time they became known; empty where the data set has none. */
  public List<DataLabel> labels() {
    return labels;
  }

  private static <T> List<T> sorted(List<T> items, Comparator<T> order) {
    List<T> copy = new ArrayList<>(items);
    copy.sort(order);
    return List.copyOf(copy);
  }
}
