package io.eddy.model.bundle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.eddy.memory.ranker.RankerSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle is: the content of its {@code manifest.json}.
 *
 * @param kind of model, {@value #RANKER}
 * @param format version of this manifest
 * @param release of Eddy that wrote it
 * @param dimensions widths of the network, features first
 * @param features that a row must have
 * @param data it was trained on
 * @param training how it was trained
 * @param metrics what it was measured to do
 * @param files SHA-256 of every other file of the bundle, by name
 */
@JsonPropertyOrder({
  "kind",
  "format",
  "release",
  "dimensions",
  "features",
  "data",
  "training",
  "metrics",
  "files"
})
public record Manifest(
    String kind,
    int format,
    String release,
    List<Integer> dimensions,
    Features features,
    Data data,
    Training training,
    List<Metric> metrics,
    Map<String, String> files) {
  /** Kind of a bundle with a link ranker. */
  public static final String RANKER = "ranker";

  /** The format that this release writes and reads. */
  public static final int FORMAT = 1;

  /** Keeps its own collections. */
  public Manifest {
    requireNonNull(features, "features are missing");
    requireNonNull(data, "data is missing");
    requireNonNull(training, "training is missing");
    dimensions = List.copyOf(dimensions);
    metrics = List.copyOf(metrics);
    files = java.util.Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** This manifest with other checksums. */
  Manifest withFiles(Map<String, String> checksums) {
    return new Manifest(
        kind, format, release, dimensions, features, data, training, metrics, checksums);
  }

  /**
   * The features that the parameters are good for.
   *
   * @param fingerprint of names, definitions and settings
   * @param names of the columns
   * @param settings time scales and bounds
   */
  @JsonPropertyOrder({"fingerprint", "settings", "names"})
  public record Features(String fingerprint, RankerSettings settings, List<String> names) {
    /** Keeps its own list. */
    public Features {
      requireNonNull(fingerprint, "the fingerprint of the features is missing");
      requireNonNull(settings, "the settings of the features are missing");
      names = List.copyOf(names);
    }
  }

  /**
   * The stream that the ranker was trained on.
   *
   * @param name of the data set
   * @param events of all parts
   * @param destinations in all parts
   * @param split quantiles of time at which training and validation end
   * @param trainedUntilMicros event time at which training ended
   */
  @JsonPropertyOrder({"name", "events", "destinations", "split", "trainedUntilMicros"})
  public record Data(
      String name, int events, int destinations, List<Double> split, long trainedUntilMicros) {
    /** Keeps its own list. */
    public Data {
      split = List.copyOf(split);
    }
  }

  /**
   * How the ranker was trained.
   *
   * @param seed of parameters, sampling and order
   * @param epochs that were made
   * @param bestEpoch whose parameters these are, by validation
   * @param queries training queries
   * @param candidates of a query
   */
  @JsonPropertyOrder({"seed", "epochs", "bestEpoch", "queries", "candidates"})
  public record Training(long seed, int epochs, int bestEpoch, int queries, int candidates) {}

  /**
   * One measurement.
   *
   * @param part {@code validation} or {@code test}
   * @param freshness {@code per-event} or {@code stale-N}
   * @param negatives a query, null for all destinations
   * @param count events ranked
   * @param mrr mean reciprocal rank
   * @param baselineMrr of the recency rule, against the same negatives
   */
  @JsonPropertyOrder({"part", "freshness", "negatives", "count", "mrr", "baselineMrr"})
  public record Metric(
      String part,
      String freshness,
      @Nullable Integer negatives,
      long count,
      double mrr,
      double baselineMrr) {}
}
