package io.eddy.model.bundle;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.eddy.model.smpnn.SmpnnSettings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a bundle with a scalable message passing network is: the content of its {@code
 * manifest.json}.
 *
 * @param kind of model, {@value #SMPNN}
 * @param format version of this manifest
 * @param release of Eddy that wrote it
 * @param settings parts and dimensions of the network
 * @param features what a node's features are: {@code given}, with their names, or one of the
 *     sources that a snapshot can compute
 * @param featureNames in their order; empty where they have no names
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
  "features",
  "featureNames",
  "data",
  "training",
  "metrics",
  "files"
})
public record SmpnnManifest(
    String kind,
    int format,
    String release,
    SmpnnSettings settings,
    String features,
    List<String> featureNames,
    Data data,
    Training training,
    List<Metric> metrics,
    Map<String, String> files) {
  /** Kind of a bundle with a scalable message passing network. */
  public static final String SMPNN = "smpnn";

  /** The format that this release writes and reads. */
  public static final int FORMAT = 1;

  /** Features that came with the data, such as words of a paper. */
  public static final String GIVEN = "given";

  /** Keeps its own collections. */
  public SmpnnManifest {
    featureNames = List.copyOf(featureNames);
    metrics = List.copyOf(metrics);
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** This manifest with other checksums. */
  SmpnnManifest withFiles(Map<String, String> checksums) {
    return new SmpnnManifest(
        kind,
        format,
        release,
        settings,
        features,
        featureNames,
        data,
        training,
        metrics,
        checksums);
  }

  /**
   * What it was trained on.
   *
   * @param name of the data set
   * @param nodes of the graph
   * @param edges of the graph
   */
  @JsonPropertyOrder({"name", "nodes", "edges"})
  public record Data(String name, int nodes, long edges) {}

  /**
   * How it was trained.
   *
   * @param task {@code classes}, {@code links} or {@code attributes}; behind the earlier ones where
   *     the network had learned others before
   * @param batches {@code whole}, {@code neighbours} or {@code clusters}
   * @param seed of parameters, dropout and sampling
   * @param epochs that were made
   * @param bestEpoch whose parameters these are, by validation
   */
  @JsonPropertyOrder({"task", "batches", "seed", "epochs", "bestEpoch"})
  public record Training(String task, String batches, long seed, int epochs, int bestEpoch) {}

  /**
   * One measurement.
   *
   * @param part {@code validation} or {@code test}
   * @param measure for example {@code accuracy}
   * @param count of what was measured
   * @param value of the measure
   */
  @JsonPropertyOrder({"part", "measure", "count", "value"})
  public record Metric(String part, String measure, long count, double value) {}
}
