package io.eddy.cli.data;

import io.eddy.model.eval.LinkEvent;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A stream of edges with its labels, whole in memory. Immutable.
 *
 * <p>Events are sorted by time; events of one time keep the order of the original file. Labels are
 * sorted by the time they became known.
 */
public final class DataSet {
  private static final int FINGERPRINT_LENGTH = 12;

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

  /** Twelve hexadecimal digits that depend on every event's ends and time. */
  public String fingerprint() {
    MessageDigest digest = sha256();
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                new DigestOutputStream(OutputStream.nullOutputStream(), digest)))) {
      for (DataEvent event : events) {
        out.writeUTF(event.src());
        out.writeUTF(event.dst());
        out.writeLong(event.timeMicros());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot compute a hash in memory", e);
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT_LENGTH);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256, but not this one", e);
    }
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
