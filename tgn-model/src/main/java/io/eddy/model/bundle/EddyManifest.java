package io.eddy.model.bundle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.eddy.model.tgn.TgnSettings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a bundle with the one model is: the content of its {@code manifest.json}.
 *
 * @param kind of model, {@value #EDDY}
 * @param format version of this manifest
 * @param release of Eddy that wrote it
 * @param network roles and dimensions of the temporal graph network
 * @param networkTraining how the network was trained, before the rest
 * @param featureNames of an edge, in their order
 * @param towerSize numbers that a tower gives, R
 * @param dimensions widths of the decoder, its columns first
 * @param features that a row must have before the columns of the towers
 * @param data it was trained on
 * @param training how towers and decoder were trained
 * @param metrics what it was measured to do
 * @param files SHA-256 of every other file of the bundle, by name
 */
@JsonPropertyOrder({
  "kind",
  "format",
  "release",
  "network",
  "networkTraining",
  "featureNames",
  "towerSize",
  "dimensions",
  "features",
  "data",
  "training",
  "metrics",
  "files"
})
public record EddyManifest(
    String kind,
    int format,
    String release,
    TgnSettings network,
    TgnManifest.Training networkTraining,
    List<String> featureNames,
    int towerSize,
    List<Integer> dimensions,
    Manifest.Features features,
    Manifest.Data data,
    Manifest.Training training,
    List<Manifest.Metric> metrics,
    Map<String, String> files) {
  /** Kind of a bundle with the one model. */
  public static final String EDDY = "eddy";

  /** The format that this release writes and reads. */
  public static final int FORMAT = 1;

  /** Keeps its own collections. */
  public EddyManifest {
    requireNonNull(network, "the settings of the network are missing");
    requireNonNull(networkTraining, "the training of the network is missing");
    requireNonNull(features, "features are missing");
    requireNonNull(data, "data is missing");
    requireNonNull(training, "training is missing");
    featureNames = List.copyOf(featureNames);
    dimensions = List.copyOf(dimensions);
    metrics = List.copyOf(metrics);
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }

  /** This manifest with other checksums. */
  EddyManifest withFiles(Map<String, String> checksums) {
    return new EddyManifest(
        kind,
        format,
        release,
        network,
        networkTraining,
        featureNames,
        towerSize,
        dimensions,
        features,
        data,
        training,
        metrics,
        checksums);
  }
}
