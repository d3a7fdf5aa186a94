package io.eddy.model.bundle;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.eddy.model.tgn.TgnSettings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle with a temporal graph network is: the content of its {@code manifest.json}.
 *
 * @param kind of model, {@value #TGN}
 * @param format version of this manifest
 * @param release of Eddy that wrote it
 * @param settings roles and dimensions of the network
 * @param featureNames of an edge, in their order
 * @param data it was trained on
 * @param training how it was trained
 * @param metrics what it was measured to do
 * @param files SHA-256 of every other file of the bundle, by name
 */
@JsonPropertyOrder({
  "kind",
  "format",
  "release",
  "settings",
  "featureNames",
  "data",
  "training",
  "metrics",
  "files"
})
public record TgnManifest(
    String kind,
    int format,
    String release,
    TgnSettings settings,
    List<String> featureNames,
    Manifest.Data data,
    Training training,
    List<Metric> metrics,
    Map<String, String> files) {
  /** Kind of a bundle with a temporal graph network. */
  public static final String TGN = "tgn";

  /** The format of networks without waves, which older releases read as well. */
  public static final int FORMAT = 1;

  /** The format of networks with waves. */
  public static final int FORMAT_OF_WAVES = 2;

  /** Keeps its own collections. */
  public TgnManifest {
    if (settings != null && format < formatOf(settings)) {
      throw new IllegalArgumentException(
          "format %d for a network with waves; expected %d".formatted(format, FORMAT_OF_WAVES));
    }
    featureNames = List.copyOf(featureNames);
    metrics = List.copyOf(metrics);
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** The format in which a network is written. */
  public static int formatOf(TgnSettings settings) {
    return settings.waves() == null ? FORMAT : FORMAT_OF_WAVES;
  }

  /** This manifest with other checksums. */
  TgnManifest withFiles(Map<String, String> checksums) {
    return new TgnManifest(
        kind, format, release, settings, featureNames, data, training, metrics, checksums);
  }

  /**
   * How the network was trained.
   *
   * @param seed of parameters and negatives
   * @param epochs that were made
   * @param bestEpoch whose parameters these are, by validation
   * @param events training events
   * @param unseenNodes nodes whose training events were held back
   * @param batch events of a step
   * @param negatives an event
   * @param historicalShare of the negatives
   */
  @JsonPropertyOrder({
    "seed",
    "epochs",
    "bestEpoch",
    "events",
    "unseenNodes",
    "batch",
    "negatives",
    "historicalShare"
  })
  public record Training(
      long seed,
      int epochs,
      int bestEpoch,
      int events,
      int unseenNodes,
      int batch,
      int negatives,
      double historicalShare) {}

  /**
   * One measurement.
   *
   * @param part {@code validation} or {@code test}
   * @param measure {@code ap}, {@code roc-auc} or {@code mrr}
   * @param events {@code all}; {@code unseen} for those of nodes that training never saw; {@code
   *     unseen-new} for the same from a state without their training events
   * @param negatives {@code random} or {@code historical}, one an event; or {@code ranked}
   * @param negativesPerEvent null for all destinations
   * @param freshness {@code per-event} or {@code stale-N}
   * @param count events
   * @param value of the measure
   */
  @JsonPropertyOrder({
    "part",
    "measure",
    "events",
    "negatives",
    "negativesPerEvent",
    "freshness",
    "count",
    "value"
  })
  public record Metric(
      String part,
      String measure,
      String events,
      String negatives,
      @Nullable Integer negativesPerEvent,
      String freshness,
      long count,
      double value) {}
}
