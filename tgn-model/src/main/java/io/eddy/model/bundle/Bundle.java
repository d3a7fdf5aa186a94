package io.eddy.model.bundle;

import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.model.ranker.RankerParameters;
import io.eddy.model.ranker.RankerParametersLayout;
import io.eddy.model.ranker.RankerPredictor;
import java.nio.file.Path;
import java.util.Map;

/**
 * A trained link ranker with its manifest. On disk it is a folder of {@value #MANIFEST} and {@value
 * #PARAMETERS}, which holds the standardisation too. Immutable.
 */
public final class Bundle {
  /** Name of the manifest in the folder. */
  public static final String MANIFEST = "manifest.json";

  /** Name of the file of parameters in the folder. */
  public static final String PARAMETERS = "parameters.bin";

  private final Manifest manifest;
  private final RankerParameters parameters;
  private final String sha256;

  private Bundle(Manifest manifest, RankerParameters parameters, String sha256) {
    this.manifest = manifest;
    this.parameters = parameters;
    this.sha256 = sha256;
  }

  /** What it is. */
  public Manifest manifest() {
    return manifest;
  }

  /** What training found. */
  public RankerParameters parameters() {
    return parameters;
  }

  /** SHA-256 of the manifest, and so of all that it names. */
  public String sha256() {
    return sha256;
  }

  /** The short name of a bundle of any kind with this SHA-256. */
  public static String version(String sha256) {
    return Checksums.version(sha256);
  }

  /** A short name of this very bundle: the first characters of {@link #sha256()}. */
  public String version() {
    return Checksums.version(sha256);
  }

  /** A new predictor; each thread needs its own. */
  public RankerPredictor predictor() {
    return new RankerPredictor(parameters);
  }

  /**
   * Writes a bundle; the checksums of the manifest are computed here. The manifest comes last, so a
   * folder that has one is complete.
   *
   * @throws BundleException if the folder cannot be written
   */
  public static Bundle write(Path folder, Manifest manifest, RankerParameters parameters) {
    byte[] bytes = BundleFolder.bytes(parameters, RankerParametersLayout.INSTANCE);
    Manifest complete = manifest.withFiles(Map.of(PARAMETERS, Checksums.sha256(bytes)));
    byte[] json = new BundleFolder(folder).write(complete, Map.of(PARAMETERS, bytes));
    return new Bundle(complete, parameters, Checksums.sha256(json));
  }

  /**
   * Reads a bundle and checks that it is whole and fits this release.
   *
   * @throws BundleException if it is no bundle, is damaged, or was trained on other features
   */
  public static Bundle load(Path folder) {
    BundleFolder files = new BundleFolder(folder);
    byte[] json = files.manifest();
    Manifest manifest = files.parse(json, Manifest.class, Manifest.RANKER, Manifest.FORMAT);
    String expected = RankerFeatures.fingerprint(manifest.features().settings());
    if (!manifest.features().fingerprint().equals(expected)) {
      throw new BundleException(
          "bundle '%s' was trained on features of fingerprint %s (release %s), but this release computes %s from its settings; train it anew with: eddy train ranker"
              .formatted(folder, manifest.features().fingerprint(), manifest.release(), expected));
    }
    RankerParameters parameters =
        files.read(PARAMETERS, manifest.files(), RankerParametersLayout.INSTANCE);
    if (parameters.inputs() != RankerFeatures.size()) {
      throw new BundleException(
          "bundle '%s' has a network of %d features, but its rows have %d"
              .formatted(folder, parameters.inputs(), RankerFeatures.size()));
    }
    return new Bundle(manifest, parameters, Checksums.sha256(json));
  }
}
